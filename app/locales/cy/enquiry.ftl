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
