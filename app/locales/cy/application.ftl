# A parent who applies, alone. Nothing here may hint at whether the other parent has applied (R25).

## What applying is

apply-title = Gwneud cais fel rhiant
apply-lead = Mae pob rhiant yn gwneud cais ar ei ben ei hun. Nid oes rhaid i chi byth siarad â’ch gilydd nac ysgrifennu at eich gilydd.
apply-who-sees = Pwy sy’n gweld yr hyn a ysgrifennwch
apply-who-sees-staff = Ein staff ni sy’n ei weld. Nid yw’r rhiant arall yn gweld yr hyn a ysgrifennwch, nac yn cael gwybod eich bod wedi gwneud cais. Nid yw byth yn cael gwybod ble rydych yn byw na sut mae cysylltu â chi.
apply-who-sees-silence = Yn yr un modd, ni fyddwn yn dweud wrthych chi a yw’r rhiant arall wedi gwneud cais.
apply-who-sees-council = Os credwn fod plentyn yn cael niwed, rhaid i ni ddweud wrth y cyngor neu’r heddlu. Byddem yn dweud wrthych chi’n gyntaf, oni bai y byddai hynny’n gwneud pethau’n waeth.
apply-how = Sut mae’n gweithio
apply-how-about = Mae naw tudalen fer. Mae pob tudalen yn cael ei chadw. Cewch god cyfrinachol i ddod yn ôl, fel y gallwch stopio pryd bynnag y bydd angen. Nid oes angen cyfrif na chyfeiriad e-bost arnoch.
apply-start = Dechrau
apply-have-code = Mae gen i god ac rwyf am fynd ymlaen

## The code

apply-code-title = Gwnewch nodyn o’ch cod
apply-code-lead = Gyda’r cod hwn gallwch ddod yn ôl at eich cais. Dim ond nawr rydym yn ei ddangos, ac ni allwn chwilio amdano i chi.
apply-code-keep = Cadwch ef lle na fydd neb rydych yn ei ofni yn dod o hyd iddo. Nid yw’n dweud beth yw ei bwrpas.
apply-code-lost = Os byddwch yn ei golli, dechreuwch eto: ni chaiff dim o’r hen gais ei ddangos i neb.
apply-code-written = Rwyf wedi gwneud nodyn ohono
apply-continue-title = Mynd ymlaen â’ch cais
apply-continue-code = Eich cod
apply-continue-code-hint = Un deg chwech o lythrennau a rhifau. Nid oes ots am fylchau na llythrennau bach.
apply-continue = Mynd ymlaen
apply-continue-wrong = Nid yw’r cod hwn yn agor cais. Gwiriwch bob llythyren a rhif

## Going through the pages

apply-page = Tudalen { NUMBER($page) } o { NUMBER($pages) }
apply-save-and-continue = Cadw a mynd ymlaen
apply-save-and-stop = Cadw a stopio am y tro
apply-another-child = Cadw ac ychwanegu plentyn arall
apply-another-visitor = Cadw ac ychwanegu person arall
apply-another-order = Cadw ac ychwanegu gorchymyn arall
apply-remove-child = Tynnu plentyn { NUMBER($number) } o’r cais
apply-remove-visitor = Tynnu person { NUMBER($number) } o’r cais
apply-remove-order = Tynnu gorchymyn { NUMBER($number) } o’r cais
apply-nth-child = Plentyn { NUMBER($number) }
apply-nth-visitor = Person { NUMBER($number) }
apply-nth-order = Gorchymyn { NUMBER($number) }

## The nine pages

step-about = Amdanoch chi
step-about-lead = Am y rhiant arall, dim ond yr enw rydym yn ei ofyn, er mwyn gallu gwahaniaethu rhwng teuluoedd.
step-children = Eich plant
step-contact = Sut gallwn gysylltu â chi’n ddiogel
step-contact-lead = Dim ond ein staff sy’n gweld hyn. Nid ydym byth yn ei roi i’r rhiant arall.
step-visitors = Pwy arall ddylai fod yno
step-visitors-lead = Dim ond pobl sydd wedi’u henwi, ac y cytunwyd arnynt, a gaiff ddod i mewn. Cewch adael hyn yn wag.
step-orders = Gorchmynion llys
step-orders-lead = Os yw llys wedi penderfynu unrhyw beth am eich teulu. Cewch adael hyn yn wag. Byddwn yn gofyn i chi am gopi yn nes ymlaen.
step-worries = Beth sy’n eich poeni
step-worries-lead = Rydym yn gofyn i bawb. Dim ond ein staff sy’n ei ddarllen. Os ydych chi neu blentyn mewn perygl nawr, ffoniwch 999.
step-needs = Iaith ac anghenion mynediad
step-when = Pryd y gallwch ddod, a beth yw eich gobeithion
step-agreement = Beth rydych yn cytuno iddo

## About you

ask-name = Eich enw llawn
ask-born = Eich dyddiad geni
ask-relation = Beth ydych chi i’r plant?
ask-relation-hint = Er enghraifft mam, tad, mam-gu, nain.
ask-responsibility = Oes gennych chi gyfrifoldeb rhiant?
ask-responsibility-hint = Mae gan famau gyfrifoldeb rhiant o’r enedigaeth ymlaen. Os nad ydych yn siŵr, dewiswch “Ddim yn gwybod”.
ask-live-with-me = Ydy’r plant yn byw gyda chi?
ask-other-parent = Enw’r rhiant arall
ask-solicitor = Enw eich cyfreithiwr, os oes gennych un
ask-solicitor-firm = Cwmni eich cyfreithiwr

## Your children

ask-child-first-name = Enw cyntaf
ask-child-surname = Cyfenw
ask-child-born = Dyddiad geni
ask-child-needs = Oes unrhyw beth sy’n eu helpu neu’n peri gofid iddynt?
ask-child-medical = Iechyd, alergeddau, moddion

## How we can reach you safely

ask-safe-channel = Beth yw’r ffordd ddiogel i gysylltu â chi?
ask-safe-channel-hint = Dim ond y ffordd hon rydym yn ei defnyddio. Mae “Peidiwch â chysylltu â mi” yn ateb da.
ask-when-safe = Pryd mae’n ddiogel, ac oes gair y dylem ei ddweud yn gyntaf?
ask-telephone = Eich rhif ffôn
ask-email = Eich cyfeiriad e-bost
ask-address = Eich cyfeiriad cartref
ask-postcode = Eich cod post
ask-emergency = Rhywun y gallwn gysylltu â nhw mewn argyfwng
ask-emergency-telephone = Rhif ffôn y person hwnnw
ask-school = Ysgol neu feithrinfa’r plant
ask-school-hint = Yr hyn y mae’r ochr hon yn ei wybod. Nid yw’r ochr arall byth yn cael gwybod.
ask-employer = Ble rydych yn gweithio
ask-doctor = Eich meddyg teulu
ask-vehicle = Eich car, gyda’i rif cofrestru
ask-vehicle-hint = Er mwyn i’r staff wybod pwy sy’n cyrraedd.

## Who else should be there

ask-visitor-name = Enw llawn
ask-visitor-born = Dyddiad geni
ask-visitor-relation = Beth yw’r person hwn i’r plant?

## Court orders

ask-order-kind = Pa fath o orchymyn ydyw?
ask-order-court = Pa lys?
ask-order-case-number = Rhif yr achos
ask-order-made-on = Pryd cafodd ei wneud?
ask-order-terms = Beth mae’n ei ddweud am weld y plant?
ask-order-supervised = Ydy’r gorchymyn yn dweud bod cyswllt dan oruchwyliaeth?

## What worries you

ask-worry-kinds = Oes unrhyw un o’r rhain yn bryder?
ask-worry-kinds-hint = Dewiswch gynifer ag y mynnwch, neu ddim un.
ask-worries = Dywedwch wrthym yn eich geiriau eich hun
ask-no-worries = Nid oes gennyf bryderon
ask-area = Oes rhaid atal y rhiant arall rhag cael gwybod ym mha ardal rydych yn byw?

## Language and access

ask-language = Eich iaith gyntaf
ask-interpreter = Os oes angen cyfieithydd arnoch, ar gyfer pa iaith?
ask-interpreter-hint = Ni sy’n trefnu cyfieithydd. Nid yw byth yn berthynas nac yn ffrind.
ask-access = Oes unrhyw beth sydd ei angen arnoch i ddod i mewn a chymryd rhan?

## When you can come, what you hope for, and what you agree to

ask-availability = Pryd gallwch chi ddod?
ask-hopes = Beth yw eich gobeithion?
ask-agrees = Cewch ddefnyddio’r hyn rwyf wedi’i ysgrifennu i benderfynu a allwch helpu
ask-share-with-court = Os bydd llys yn gofyn, a gawn ni rannu ein cofnodion â’r llys?

## Choices

responsibility-yes = Oes
responsibility-no = Nac oes
responsibility-not-known = Ddim yn gwybod

order-child-arrangements = Gorchymyn trefniadau plant
order-non-molestation = Gorchymyn rhag molestu
order-occupation = Gorchymyn anheddu
order-prohibited-steps = Gorchymyn camau gwaharddedig
order-specific-issue = Gorchymyn mater penodol
order-special-guardianship = Gorchymyn gwarcheidiaeth arbennig
order-care = Gorchymyn gofal
order-section-7-direction = Cyfarwyddyd am adroddiad lles (adran 7)
order-other = Gorchymyn arall

worry-domestic-abuse = Cam-drin domestig
worry-coercive-control = Rheolaeth drwy orfodaeth
worry-non-fatal-strangulation = Tagu nad yw’n angheuol
worry-stalking = Stelcio
worry-threats-to-kill = Bygythiadau i ladd
worry-sexual-abuse-of-child = Cam-drin plentyn yn rhywiol
worry-physical-abuse-of-child = Cam-drin plentyn yn gorfforol
worry-emotional-abuse-of-child = Cam-drin plentyn yn emosiynol
worry-neglect = Esgeulustod
worry-abduction = Herwgydio
worry-drugs-or-alcohol = Cyffuriau neu alcohol
worry-mental-health = Iechyd meddwl
worry-weapons = Arfau
worry-other = Rhywbeth arall
