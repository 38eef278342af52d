# What a parent and the centre write to each other. Nothing here may tell whether anybody else writes, or
# whether anybody has read anything.

messages-title = Negeseuon rhyngoch chi a’r ganolfan
messages-lead = Dim ond tîm y ganolfan sy’n darllen yr hyn a ysgrifennwch yma. Nid ydym byth yn ei basio ymlaen, ac ni all neb arall weld eich bod wedi ysgrifennu.
messages-hours = Nid ydym yn darllen negeseuon ddydd a nos. Rydym yn ateb cyn gynted ag y gallwn ar y dyddiau rydym ar agor.
messages-danger = Os ydych chi neu blentyn mewn perygl nawr, ffoniwch 999.
messages-danger-about = Os na allwch siarad, ffoniwch 999 o ffôn symudol, gwrandewch, a phwyswch 55 pan ofynnir i chi.
messages-none = Dim negeseuon eto
messages-none-next = Ysgrifennwch atom am unrhyw beth: ymweliad, eich plentyn, sut rydych chi, rhywbeth sydd ei angen arnoch.
messages-new = Ysgrifennu neges newydd
messages-to = Eich negeseuon gyda ni
messages-from-centre = Y ganolfan
messages-from-you = Chi
messages-answered = Rydym wedi ateb
messages-read = Darllen
messages-urgent-mark = brys
messages-subject = Am beth mae’r neges?
messages-subject-hint = Ychydig eiriau, er enghraifft: dydd Sadwrn, neu anrheg
messages-words = Eich neges
messages-urgent = Ni all hyn aros
messages-urgent-hint = Rydym yn edrych ar y rhain yn gyntaf pan fyddwn ar agor. Os ydych mewn perygl, ffoniwch 999 yn lle hynny.
messages-file = Llun neu PDF
messages-file-hint = Nid oes rhaid i chi. Rydym yn dileu’r wybodaeth am ble a phryd y tynnwyd llun. 8 MB ar y mwyaf.
messages-send = Anfon
messages-keep = Cadw fel drafft
messages-draft = Mae eich drafft yma. Nid oes dim wedi’i anfon.
messages-again = Ysgrifennu eto
messages-picture = Llun
messages-pdf = PDF
messages-save-file = Cadw’r ffeil a anfonoch: { $what }
messages-all = Eich holl negeseuon
messages-notice-sent = Wedi’i anfon. Byddwn yn ateb yma.
messages-notice-kept = Wedi’i gadw fel drafft. Nid oes dim wedi’i anfon.
