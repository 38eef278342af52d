# Signing in.

door-title = Mewngofnodi
door-name = Eich enw mewngofnodi
door-password = Cyfrinair
door-shared = Llechen y ganolfan yw hon
door-shared-hint = Dim ond ar lechen y mae sawl un o bobl y ganolfan yn ei defnyddio y dylech dicio hwn. Mae’n eich allgofnodi’n gynt.
door-enter = Mewngofnodi
door-or-passkey = Neu gyda chyfrinallwedd
door-passkey = Mewngofnodi gyda chyfrinallwedd
door-to-recovery = Mae gen i god gan y ganolfan
door-help = Os na allwch fewngofnodi, gofynnwch i’r ganolfan. Byddant yn gwirio pwy ydych chi ac yn eich helpu.
# The same whether the name or the password is wrong: nobody learns who is known here.
door-wrong = Nid yw’r enw neu’r cyfrinair yn gywir

## The second step

second-title = Un cam arall
second-lead = Mae eich cyfrinair yn gywir. Nawr dangoswch mai chi sydd yno.
second-passkey = Defnyddio eich cyfrinallwedd
second-code = Chwe digid o’ch ap dilysu
second-code-hint = Mae pob cod yn gweithio unwaith.
second-wrong = Nid yw’r cod hwn yn gywir, neu mae wedi’i ddefnyddio. Arhoswch am yr un nesaf.
second-begin-again = Mewngofnodi fel rhywun arall

## Passkeys

passkey-failed = Ni weithiodd hynny. Rhowch gynnig arall arni.
passkey-lacking = Ni all y porwr hwn ddefnyddio cyfrinallweddi. Defnyddiwch y ffordd arall.
# The same whatever was wrong.
passkey-unknown = Nid yw’r gyfrinallwedd hon yn agor y mewngofnodi hwn
passkey-name = Beth fyddwch chi’n ei galw?
passkey-name-hint = Er enghraifft “Fy ffôn”. Mae’n eich helpu i’w hadnabod eto mewn rhestr.
passkey-about = Eich ffôn, eich llechen neu’ch cyfrifiadur sy’n cadw cyfrinallwedd (passkey). Rydych yn ei defnyddio gyda’ch bys, eich wyneb neu god eich sgrin. Peidiwch â chreu un ar ddyfais y gall rhywun arall ei datgloi.
passkey-make = Creu’r gyfrinallwedd
passkey-remove-about = Os byddwch yn ei thynnu oddi yma, ni fydd yn agor dim mwyach.

## Setting up a second step

set-up-title = Gosod ail gam
set-up-lead = Gall rhywun ddyfalu cyfrinair, neu ei ddarllen dros eich ysgwydd. Felly nid yw’n ddigon ar ei ben ei hun. Mae angen un peth arall arnoch i ddod i mewn.
set-up-which = Cyfrinallwedd yw’r ffordd fwyaf diogel a’r gyflymaf. Os na all eich dyfais greu un, defnyddiwch ap dilysu.
set-up-passkey = Creu cyfrinallwedd
set-up-app = Defnyddio ap dilysu
app-about = Mae ap dilysu yn dangos cod newydd bob hanner munud. Agorwch eich ap a’i bwyntio at y llun.
app-picture = Llun y mae eich ap dilysu yn ei ddarllen
app-by-hand = Neu teipiwch hwn yn yr ap:
app-code-hint = Y cod y mae’r ap yn ei ddangos nawr.
app-enter = Gorffen

## Coming in again with a code from the centre

returning-title = Dod i mewn gyda chod
returning-lead = Mae rhywun yn y ganolfan wedi gwirio pwy ydych chi ac wedi rhoi cod i chi.
returning-code = Y cod
returning-code-hint = Deg o lythrennau a digidau. Mae’n gweithio unwaith, am hanner awr.
returning-enter = Mynd ymlaen
# The same whether the name, the code or its time is wrong.
returning-wrong = Nid yw’r enw neu’r cod yn gywir, neu mae ei amser ar ben
returning-done = Rydych bron i mewn
returning-done-lead = Nid yw dim yr oeddech yn ei ddefnyddio i fewngofnodi o’r blaen yn gweithio mwyach.
returning-which = Crëwch gyfrinallwedd, neu dewiswch gyfrinair newydd.

## A password

password-title = Dewis cyfrinair newydd
password-about = Pan fyddwch yn ei newid, cewch eich allgofnodi ym mhobman arall.
password-new = Cyfrinair newydd
password-hint = O leiaf 10 nod. Mae tri gair nad oes ganddynt ddim i’w wneud â chi yn dda.
password-save = Cadw’r cyfrinair

## Changing places on the centre's tablet

quick-title = Newid lle gyda PIN
quick-who = Pwy ydych chi?
quick-pin = Eich PIN ar y llechen hon
quick-pin-hint = Mae rhoi tri PIN anghywir yn dileu’r PIN.
quick-enter = Newid lle
quick-wrong = Nid yw’r PIN hwn yn gywir, neu mae wedi dod i ben. Ar ôl tri anghywir, mewngofnodwch gyda’ch enw.
quick-otherwise = Mewngofnodi gyda’ch enw
quick-nobody = Nid oes gan neb PIN yma
quick-nobody-about = Mewngofnodwch gyda’ch enw yn gyntaf, a dywedwch mai llechen y ganolfan yw hon. Yna gosodwch PIN.
pin-title = Gosod PIN ar y llechen hon
pin-about = Gyda PIN rydych yn newid lle’n gyflym ar lechen y ganolfan. Mae’n gweithio ar y llechen hon yn unig, tan ddiwedd y dydd. Mae rhai tudalennau’n gofyn am eich cyfrinair er hynny.
pin-elsewhere = Dim ond ar lechen y ganolfan y gallwch osod PIN. Mewngofnodwch yno a thiciwch “Llechen y ganolfan yw hon”.
pin-choose = Dewiswch PIN
pin-choose-hint = 4 i 8 digid.
pin-bad = Defnyddiwch 4 i 8 digid, heb fod i gyd yr un fath nac yn dilyn ei gilydd
pin-save = Gosod y PIN
pin-until = Mae eich PIN yn gweithio yma tan { $when }.
pin-remove = Dileu pob PIN sydd gennyf

## Showing again that it is you

prove-title = Ai chi sydd yno?
prove-lead = I chi yn unig y mae’r hyn sy’n dod nesaf. Dangoswch mai chi sy’n eistedd yma.
prove-nothing-lost = Nid yw’r hyn a deipioch wedi’i golli. Rhaid dewis ffeil eto.
prove-wrong = Nid yw’r cyfrinair yn gywir
prove-enter = Fi sydd yma
prove-done = Diolch
prove-done-lead = Mae’r hyn a deipioch yma o hyd.
prove-go-on = Mynd ymlaen

## One's own sign-in

security-title = Eich mewngofnodi
security-lead = Sut rydych yn mewngofnodi, a ble rydych wedi mewngofnodi nawr. Ni all neb arall weld y dudalen hon.
security-passkeys = Cyfrinallweddi
security-no-passkeys = Nid oes gennych gyfrinallwedd.
security-used = Defnyddiwyd ddiwethaf: { $when }
security-never = Ddim eto
security-remove = Tynnu oddi yma
security-app = Ap dilysu
security-no-app = Nid oes gennych ap dilysu.
security-app-since = Mae gennych un ers { $day }.
security-app-again = Gosod un arall yn ei le
security-app-remove = Tynnu’r ap oddi yma
security-password = Cyfrinair
security-sessions = Ble rydych wedi mewngofnodi
security-here = Yma, nawr
security-end = Allgofnodi yno
security-end-title = Allgofnodi ar ddyfais arall
security-end-about = Caiff y ddyfais ei hallgofnodi ar unwaith.
security-end-others = Allgofnodi ym mhobman arall
security-device = Dyfais
security-since = Ers
security-last-used = Defnyddiwyd ddiwethaf
security-let-in = Pan adawodd y ganolfan chi i mewn eto
security-let-in-what = Rhoddodd y ganolfan ffordd newydd i chi fewngofnodi. Nid yw’r hyn yr oeddech yn ei ddefnyddio o’r blaen yn gweithio mwyach.
security-let-in-about = Os na wnaethoch ofyn am hyn, dywedwch wrth y ganolfan nawr. Efallai fod rhywun wedi esgus bod yn chi.
seat-own = eich dyfais eich hun
seat-shared = llechen y ganolfan
