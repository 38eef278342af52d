# Somebody's own times in their own calendar. Read by parents and by staff.

feed-title = Eich amserau yn eich calendr eich hun
feed-about = Gall y calendr ar eich ffôn neu’ch cyfrifiadur ddangos eich amserau gyda ni. Mae’n eu darllen o gyfeiriad cyfrinachol sydd gennych chi yn unig.
feed-care = Cyn i chi ei ddefnyddio
feed-care-look = Gall unrhyw un sy’n gallu edrych ar eich calendr weld pryd mae gennych apwyntiad. Peidiwch â defnyddio calendr y gall rhywun arall ei agor.
feed-care-neutral = Dim ond “Apwyntiad” y mae pob cofnod yn ei ddweud. Nid oes enwau ynddo, ac nid yw’n dweud beth yw ei bwrpas.
# What each entry of the calendar is called. It must tell nobody anything.
feed-appointment = Apwyntiad
feed-place = A ddylai pob cofnod ddweud ble i ddod?
feed-place-hint = Os dywedwch ie, mae pob cofnod yn enwi’r drws a’r lle. Dywedwch na os gallai unrhyw un arall edrych ar eich calendr.
feed-make = Creu cyfeiriad cyfrinachol
feed-make-new = Creu cyfeiriad newydd
feed-since = Mae gennych gyfeiriad cyfrinachol ers { $day }.
feed-since-new = Os byddwch yn creu un newydd, ni fydd yr hen un yn gweithio mwyach.
feed-made = Eich cyfeiriad cyfrinachol
feed-made-once = Copïwch ef nawr. Ni allwn ei ddangos eto. Os byddwch yn ei golli, crëwch un newydd.
feed-made-how = Yn eich calendr, dewiswch ychwanegu calendr drwy ei gyfeiriad, a gludwch y cyfeiriad yno.
feed-made-secret = Peidiwch â’i roi i neb. Gall pwy bynnag sydd ag ef weld eich amserau gyda ni.
feed-stop = Atal y cyfeiriad
