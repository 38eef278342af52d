# An application read back before it is sent: the heads of its answers, and what is missing.

check-title = Gwiriwch yr hyn rydych wedi’i ysgrifennu
check-sent = Mae eich cais wedi’i anfon
check-sent-lead = Rydym yn ei ddarllen. Yna rydym yn cysylltu â chi, a hynny dim ond yn y ffordd y dywedoch ei bod yn ddiogel.
check-sent-at = Anfonwyd: { $when }. Os bydd rhywbeth yn newid, dywedwch wrthym.
check-missing = Heb ei lenwi eto
check-none-given = Dim wedi’i roi
check-close = Cau fy nghais ar y ddyfais hon

## Answers

answer-name = Enw
answer-born = Dyddiad geni
answer-relation = Perthynas â’r plant
answer-responsibility = Cyfrifoldeb rhiant
answer-live-with = Y plant yn byw gyda’r rhiant hwn
answer-other-parent = Enw’r rhiant arall
answer-solicitor = Cyfreithiwr
answer-child-born = { $child }, dyddiad geni: { $day }
answer-child-needs = Beth sy’n helpu neu’n peri gofid
answer-child-medical = Iechyd
answer-order = Gorchymyn
answer-worries = Pryderon
answer-own-words = Yn eich geiriau eich hun
answer-no-worries = Dim pryderon
answer-area = Cadw’r ardal rhag y rhiant arall
answer-language = Iaith gyntaf
answer-interpreter = Iaith y cyfieithydd
answer-access = Anghenion mynediad
answer-availability = Yn gallu dod
answer-hopes = Gobeithion
answer-agrees = Caniatâd i ddefnyddio hyn i benderfynu
answer-share-with-court = Caniatâd i’w rannu â’r llys

## How somebody is reached

answer-safe-channel = Ffordd ddiogel i gysylltu
answer-when-safe = Pryd mae’n ddiogel
answer-telephone = Ffôn
answer-email = E-bost
answer-address = Cyfeiriad
answer-emergency = Mewn argyfwng
answer-school = Ysgol neu feithrinfa
answer-employer = Cyflogwr
answer-doctor = Meddyg
answer-vehicle = Car

## What is missing

missing-name = Rhowch eich enw
missing-born = Rhowch eich dyddiad geni
missing-relation = Dywedwch beth ydych chi i’r plant
missing-responsibility = Dywedwch a oes gennych gyfrifoldeb rhiant
missing-live-with-me = Dywedwch a yw’r plant yn byw gyda chi
missing-other-parent = Rhowch enw’r rhiant arall
missing-children = Rhowch fanylion o leiaf un plentyn
missing-worries = Dywedwch wrthym beth sy’n eich poeni, neu dywedwch nad oes gennych bryderon
missing-area = Dywedwch a oes rhaid atal y rhiant arall rhag cael gwybod beth yw eich ardal
missing-language = Rhowch eich iaith gyntaf
missing-availability = Dywedwch pryd y gallwch ddod
missing-hopes = Dywedwch beth yw eich gobeithion
missing-agrees = Dywedwch y cawn ddefnyddio’r hyn a ysgrifennoch i benderfynu
missing-share-with-court = Dywedwch a gaiff cofnodion fynd i’r llys
missing-child-first-name = Rhowch enw cyntaf plentyn { NUMBER($number) }
missing-child-surname = Rhowch gyfenw plentyn { NUMBER($number) }
missing-child-born = Rhowch ddyddiad geni plentyn { NUMBER($number) }
missing-visitor-name = Rhowch enw’r person hwn
missing-visitor-relation = Dywedwch beth yw’r person hwn i’r plant
missing-order-kind = Dewiswch y math o orchymyn
missing-safe-channel = Dewiswch y ffordd ddiogel i gysylltu â chi
missing-telephone = Rhowch y rhif ffôn sy’n ddiogel
missing-email = Rhowch y cyfeiriad e-bost sy’n ddiogel
missing-emergency = Rhowch enw rhywun y gallwn gysylltu â nhw mewn argyfwng
missing-emergency-telephone = Rhowch rif ffôn y person hwnnw
