# A parent's own place.

portal-hello = Helô { $name }
portal-next-visit = Eich ymweliad nesaf: { $day }
portal-next-meeting = Eich cyfarfod â ni
portal-no-visit = Nid oes ymweliad wedi’i drefnu
portal-no-visit-wait = Byddwn yn dweud wrthych, yn y ffordd y dywedoch ei bod yn ddiogel, cyn gynted ag y bydd un. Nid oes angen i chi wneud dim nawr.
portal-no-visit-listed = Bydd ymweliadau’n ymddangos yma cyn gynted ag y byddant wedi’u trefnu.
portal-to-visits = Eich holl ymweliadau
portal-to-plan = Eich cynllun
portal-to-meetings = Eich cyfarfodydd â ni

## A time that is offered
# Nothing here may tell whether anybody else is asked, or what they say.

portal-offer = Amser y gall y ganolfan ei gynnig i chi
portal-offer-lead = Dywedwch wrthym a allwch ddod. Nid oes dim wedi’i drefnu eto. Byddwn yn dweud wrthych pan fydd wedi’i drefnu, yn y ffordd y dywedoch ei bod yn ddiogel.
portal-offer-day = Diwrnod
# $children is one name or several, or “the child”.
portal-offer-see = Dewch i weld: { $children }
portal-offer-answer-by = Atebwch erbyn
portal-offer-answer = Dweud a allwch ddod
portal-offer-your-answer = Eich ateb
portal-offer-can-you = Allwch chi ddod ar yr amserau hyn?
portal-offer-yes = Gallaf
portal-offer-no = Na allaf
portal-offer-send = Anfon fy ateb
portal-offer-change = Newid fy ateb
portal-offer-may-change = Cewch newid eich ateb cyhyd ag y bydd yr amser hwn yma.

## Visits

portal-visits = Eich ymweliadau
portal-uncertain = Rydym yn edrych ar yr ymweliad hwn eto
portal-uncertain-wait = Efallai y bydd yn newid. Arhoswch i ni ddweud wrthych cyn i chi ddod.
portal-cancelled = Ni fydd yr ymweliad hwn yn digwydd. Nid oes angen i chi wneud dim.
portal-met-by = Pwy sy’n cwrdd â chi
portal-bring-along = Dewch â hyn gyda chi
# $children is one name or several, or “the child”.
# Names stand after a colon, or as the subject, where none of them changes its first letter.
portal-bring = Dewch yma gyda: { $children }
portal-at = am { $time }
portal-met-at-door = Mae rhywun o’n tîm yn cwrdd â chi wrth y drws.
portal-then = Yna
portal-leave-straight-away = Gadewch yn syth, os gwelwch yn dda
portal-collect = Dewch i gasglu: { $children }
portal-collect-at = am { $time }, o’r un drws
portal-bring-for-child = Yr hyn sydd ei angen arnynt ar gyfer yr ymweliad: diod, hoff degan, cewynnau, moddion
portal-come = Dewch
portal-met-and-shown = Mae rhywun o’n tîm yn cwrdd â chi wrth y drws ac yn dangos yr ystafell i chi
portal-leave = Gadewch
portal-leave-at = am { $time }, pan fydd ein tîm yn dweud wrthych
portal-bring-for-visit = Rhywbeth sy’n dangos mai chi ydych chi, a rhywbeth y gall { $children } ei wneud gyda chi: llyfr, gêm, papur a phinnau ysgrifennu

## Children's names

portal-the-child = y plentyn
portal-names = { $before }, { $next }
# “A hefyd” and not “a”: that would be “ac” before a vowel and change the letter after it.
portal-names-last = { $before } a hefyd { $last }

## Meetings

portal-meetings = Eich cyfarfodydd â ni
portal-meetings-lead = Cyn yr ymweliad cyntaf rydym yn cwrdd â chi ar eich pen eich hun, i glywed beth sy’n bwysig i chi ac i egluro sut mae ymweliadau’n gweithio.
portal-no-meeting = Nid oes cyfarfod wedi’i drefnu
portal-no-meeting-wait = Byddwn yn cysylltu â chi, yn y ffordd y dywedoch ei bod yn ddiogel, i ddod o hyd i amser.
portal-met = Rydym wedi cwrdd
portal-look-forward = Rydym yn edrych ymlaen at gwrdd â chi
portal-when = Pryd
portal-time = Amser
portal-where = Ble
portal-status = Statws

## The plan and the agreement

portal-plan-ready = Mae eich cynllun yn barod i’w ddarllen
portal-plan-ready-about = Darllenwch sut bydd eich ymweliadau, a dywedwch wrthym eich bod yn cytuno.
portal-plan-read = Darllen eich cynllun
portal-plan = Eich cynllun
portal-plan-lead = Dyma sut bydd eich ymweliadau.
portal-plan-not-ready = Nid yw eich cynllun yn barod eto
portal-plan-not-ready-wait = Byddwn yn dweud wrthych pan fyddwch yn gallu ei ddarllen yma.
portal-agreed = Rydych wedi cytuno i’r cynllun hwn
portal-agreed-on = Ar { $day }. Diolch.
portal-do-you-agree = Ydych chi’n cytuno?
portal-which-level = Pa un o’r rhain sy’n dweud sut bydd eich ymweliadau?
portal-which-level-hint = Mae eich cynllun yn ei ddweud ar y top. Rydym yn gofyn fel na fydd neb yn synnu ar y diwrnod.
portal-anything-to-say = Oes unrhyw beth yr hoffech ei ddweud neu ei ofyn?
portal-anything-to-say-hint = Dim ond ein tîm sy’n darllen hyn. Cewch ei adael yn wag.
portal-agree = Rwy’n cytuno i’r cynllun hwn
