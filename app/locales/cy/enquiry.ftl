# Asking the centre something.

enquiry-title = Gofyn rhywbeth i ni
enquiry-lead = Rydym yn ateb o fewn dau ddiwrnod gwaith. Os ydych chi neu blentyn mewn perygl nawr, ffoniwch 999.
enquiry-name = Beth hoffech chi gael eich galw?
enquiry-name-hint = Mae enw cyntaf yn ddigon.
enquiry-question = Beth hoffech chi ei ofyn?
enquiry-safe-channel = Beth yw’r ffordd ddiogel i gysylltu â chi?
enquiry-reach-me-at = Y rhif neu’r cyfeiriad ar gyfer hynny
enquiry-reach-me-at-hint = Gadewch hyn yn wag os byddwch chi’n cysylltu â ni.
enquiry-when = Pryd mae’n ddiogel, ac oes gair y dylem ei ddweud yn gyntaf?
enquiry-sent = Mae eich cwestiwn gyda ni
enquiry-sent-lead = Dim ond yn y ffordd y dywedoch ei bod yn ddiogel y byddwn yn cysylltu â chi. Os dewisoch gysylltu â ni, ffoniwch pan fydd yn gyfleus i chi.

## Ways to reach somebody

safe-channel-telephone = Ffôn
safe-channel-text = Neges destun
safe-channel-email = E-bost
safe-channel-do-not-contact = Peidiwch â chysylltu â mi: byddaf i’n cysylltu â chi

enquiry-first-call = Neu dewiswch amser am alwad gyntaf gyda ni

## When nobody here answers

helplines-title = Os oes angen rhywun arnoch nawr
helplines-danger = Os ydych chi neu blentyn mewn perygl, ffoniwch 999
helplines-danger-silent = Os na allwch siarad, ffoniwch 999 o ffôn symudol a phwyswch 55 pan ofynnir i chi.
helplines-others = Nid ni sy’n cynnal y llinellau cymorth hyn, ac mae eu ffonio am ddim. Gellir eu gweld yn rhestr galwadau ffôn: defnyddiwch ffôn arall os oes rhywun yn edrych ar eich un chi.
helplines-checked = Darllenwyd ar { $day } yn { $place }.
helplines-as-published = Fel y’i cyhoeddwyd yn { $place }; gwiriwch cyn dibynnu arno.

## A first call

first-call-title = Galwad gyntaf
first-call-lead = Hanner awr gydag un ohonom, am ddim, i ofyn beth bynnag a fynnwch. Nid oes angen cyfrif. Nid ydym yma bob awr: dewiswch amser pan mae’n ddiogel i chi siarad.
first-call-none = Does dim amserau ar gael ar hyn o bryd
first-call-none-next = Ychwanegir amserau newydd bob wythnos. Gallwch hefyd ysgrifennu atom.
first-call-time = Pryd hoffech chi siarad?
first-call-time-hint = Amser Llundain. Dewiswch un pan nad oes neb yn gwrando.
first-call-way = Sut hoffech chi siarad?
first-call-telephone = Ffôn
first-call-video = Fideo
first-call-number = Y rhif sy’n ddiogel i chi
first-call-number-hint = Rydym yn ffonio’r rhif hwn, ar yr amser hwn, a dim un arall.
first-call-message = Os nad oes neb yn ateb, a gawn ni adael neges?
first-call-say-who = Os bydd rhywun arall yn ateb, a gawn ni ddweud pwy ydym ni?
first-call-word = Gair rydym yn ei ddweud yn gyntaf
first-call-word-hint = Fel eich bod yn gwybod mai ni sydd yno. Dywedwch unrhyw beth arall, a byddwn yn rhoi’r ffôn i lawr.
first-call-who = Pwy ydych chi i’r plentyn?
first-call-leave-out = Gallwch adael hyn allan.
first-call-about = Am beth hoffech chi siarad?
first-call-book = Archebu’r amser hwn
first-call-at = { $day } am { $time }
first-call-when = Pryd
first-call-booked = Mae eich amser wedi’i gadw
first-call-booked-lead = Byddwn yn eich ffonio bryd hynny, ac nid cyn hynny.
first-call-keep = Cadwch gyfeiriad y dudalen hon, os yw hynny’n ddiogel
first-call-keep-about = Ag ef gallwch weld, symud neu ganslo eich amser. Ni allwn ei ddangos i chi eto. Gall pwy bynnag sydd ag ef wneud yr un peth.
first-call-keep-safe = Mae Gadael y dudalen hon yn ei gadael yn gyflym; mae’n aros yn rhestr y tudalennau y bu’r porwr hwn ynddynt.
first-call-join = Ymuno drwy fideo
first-call-no-video = Nid yw fideo’n gweithio yma eto.
first-call-no-video-instead = Ar eich amser byddwn yn ffonio’r rhif a roesoch. Nid oes angen i chi wneud dim arall.
first-call-other-time = Amser arall
first-call-move = Dewis yr amser hwn yn lle
first-call-call-off = Canslo
first-call-cancelled = Mae wedi’i ganslo
first-call-over = Mae’r amser hwn ar ben

caller-resident = Y rhiant neu’r gofalwr mae’r plentyn yn byw gyda nhw
caller-visiting = Y rhiant y byddai’r plentyn yn ymweld â nhw
caller-grandparent = Nain, taid neu berthynas arall
caller-professional = Gweithiwr proffesiynol
caller-somebody-else = Rhywun arall
first-call-remind = A gawn ni anfon nodyn byr atoch i ddweud bod eich amser wedi’i gadw, ac un y diwrnod cynt?
first-call-remind-hint = Gallwch adael hwn allan, ac wedyn ni chaiff dim ei anfon. Nid yw nodyn yn dweud unrhyw enw, unrhyw amser na beth yw’r pwnc.
first-call-remind-at = Y rhif ffôn symudol neu’r cyfeiriad e-bost ar gyfer hynny
first-call-by-email = Drwy e-bost
first-call-by-text = Drwy neges destun
first-call-nothing-sent = Nid oes dim yn cael ei anfon atoch.
first-call-is-sent = Anfonir nodyn byr atoch i ddweud bod eich amser wedi’i gadw, ac un y diwrnod cynt. { $way }.
