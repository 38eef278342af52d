# What a parent can ask the centre for. Nothing here may tell what the other parent asks or answers.

asks-title = Gofyn i ni am rywbeth
asks-lead = Dewiswch beth mae’n ymwneud ag ef. Byddwn yn ateb yn eich negeseuon.
asks-ask = Gofyn: { $what }
asks-day = Ar gyfer pa ddiwrnod?
asks-day-hint = Gadewch yn wag os nad yw ar gyfer un diwrnod.
asks-change = Amser arall
asks-change-about = Byddwn yn chwilio am amser sy’n ddiogel ac y gall pawb ei gadw. Nes i ni ateb, mae’r amser sydd gennych yn aros.
asks-person = Rhywun arall mewn ymweliad
asks-person-about = Dim ond pobl sydd yn y cynllun sy’n cael dod i mewn. Byddwn yn darllen y gorchymyn a’r cynllun, ac yn gofyn i bawb y mae’n rhaid gofyn iddynt. Peidiwch â dweud wrth neb y cânt ddod cyn i ni ateb.
asks-gift = Anrheg
asks-gift-about = Dywedwch wrthym beth yw’r anrheg ac ar gyfer pa ddiwrnod. Dewch â hi heb ei lapio: byddwn yn edrych ar bob anrheg yn gyntaf. Dim byd sy’n recordio, yn anfon neu y gellir ei olrhain.
asks-photograph = Ffotograff
asks-photograph-about = Byddwn yn tynnu lluniau gyda’n camera ni, os yw’r cynllun yn caniatáu. Mae ffonau’n cael eu cadw o’r neilltu yn ystod ymweliad.
asks-worry = Pryder
asks-worry-about = Dywedwch wrthym beth sy’n eich poeni am ymweliad neu am eich plentyn. Bydd rhywun sy’n arwain y ganolfan yn ei ddarllen. Mewn perygl, ffoniwch 999 yn gyntaf.
asks-waits = { $what }: rydych wedi gofyn, ac nid ydym wedi ateb eto
asks-yes = { $what }: iawn
asks-no = { $what }: nid y tro hwn
