# The plan, as each parent reads their own side of it.

## How closely somebody is with the child

level-supported = Mae teuluoedd eraill yn yr ystafell. Mae staff a gwirfoddolwyr gerllaw i helpu. Nid oes neb yn gwrando ar yr hyn a ddywedwch nac yn ysgrifennu nodiadau am eich amser gyda’ch gilydd.
level-supervised = Mae un aelod o staff gyda’r plentyn drwy’r amser. Mae’n gallu gweld a chlywed popeth, ac mae’n ysgrifennu beth sy’n digwydd.
level-high-vigilance = Mae dau aelod o staff gyda’r plentyn drwy’r amser. Maent yn gallu gweld a chlywed popeth, ac maent yn ysgrifennu beth sy’n digwydd.

## Coming and going

plan-indirect-arriving = Nid oes angen i neb ddod. Anfonwch yr hyn rydych am ei roi i’r ganolfan, neu dewch ag ef yno.
plan-indirect-leaving = Rydym yn agor ac yn darllen popeth cyn ei basio ymlaen.
plan-video-arriving = Rydych yn cymryd rhan drwy fideo. Cyn pob galwad, rydym yn anfon yr amser atoch, a sut i ymuno.
plan-video-leaving = Mae staff yn gorffen yr alwad ar yr amser y cytunwyd arno.
plan-visiting-first-arriving = Dewch { $before } cyn i’r ymweliad ddechrau. Mae staff yn cwrdd â chi wrth eich drws ac yn dangos yr ystafell i chi.
plan-visiting-first-leaving = Arhoswch yn yr ystafell pan fydd yr ymweliad yn gorffen. Mae staff yn dweud wrthych pryd y cewch adael, o leiaf { $after } yn ddiweddarach.
plan-visiting-after-arriving = Dewch ar yr amser a rown i chi. Mae staff yn cwrdd â chi wrth eich drws ac yn dangos yr ystafell i chi.
plan-visiting-after-leaving = Gadewch pan fydd staff yn dweud wrthych, yn syth ar ôl i’r ymweliad orffen.
plan-resident-after-arriving = Dewch â’r plentyn ar yr amser a rown i chi. Mae staff yn cwrdd â chi wrth eich drws. Gadewch yn syth, os gwelwch yn dda.
plan-resident-after-leaving = Dewch yn ôl at eich drws ar yr amser a rown i chi. Mae staff yn dod â’r plentyn atoch. Gadewch yn syth, os gwelwch yn dda.
plan-resident-first-arriving = Dewch â’r plentyn { $before } cyn i’r ymweliad ddechrau, fel bod amser i setlo. Gadewch yn syth, os gwelwch yn dda.
plan-resident-first-leaving = Dewch yn ôl at eich drws { $after } ar ôl i’r ymweliad orffen. Mae staff yn dod â’r plentyn atoch.

## What the plan says on the like of telephones and food

plan-going-out = Mynd allan
plan-going-out-with-staff = Caiff y plentyn fynd allan yn ystod ymweliad, gyda staff.
plan-going-out-never = Mae’r plentyn yn aros yn y ganolfan drwy gydol yr ymweliad.
plan-telephones = Ffonau a lluniau
plan-telephones-off = Mae ffonau, camerâu ac oriorau clyfar yn aros wedi’u diffodd. Gall staff dynnu llun i chi.
plan-presents = Anrhegion
plan-presents-ask-first = Gofynnwch i ni cyn dod ag anrheg. Mae staff yn edrych ar anrhegion yn gyntaf.
plan-food = Bwyd a diod
plan-language = Iaith
plan-care = Toiled a chewynnau
plan-ends-visit = Beth sy’n rhoi diwedd ar ymweliad
plan-ends-visit-any = Gall staff stopio ymweliad os yw’r plentyn yn ofidus neu os nad yw rhywun yn ddiogel.
plan-hope = Ein gobaith

## The heads of its lines

plan-level = Pwy sydd gyda chi a’r plentyn
plan-frequency = Pa mor aml
plan-length = Pa mor hir
plan-arriving = Dod
plan-leaving = Mynd
plan-door = Drws
plan-door-later = Byddwn yn dweud wrthych cyn y diwrnod
plan-children = Plant
plan-people = O’ch ochr chi
plan-review = Rydym yn edrych ar y cynllun eto
plan-review-by = erbyn { $day }
