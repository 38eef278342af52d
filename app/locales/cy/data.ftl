# Asking for one's own data. Nothing here may tell whether there is anything that is not given.

data-title = Eich data
data-lead = Cewch ofyn beth rydym wedi’i ysgrifennu amdanoch.
data-how = Dywedwch wrthym isod, neu gofynnwch i unrhyw un o’n tîm yn eich geiriau eich hun. Rydym yn ateb o fewn un mis. Nid yw’n costio dim.
data-what = Oes rhywbeth yr hoffech ei weld yn fwy na dim?
data-what-hint = Cewch adael hyn yn wag. Yna byddwn yn chwilio am y cyfan.
data-ask = Gofyn am fy nata
data-asked-on = Gofynnoch ar
data-state = Beth sy’n digwydd nawr
data-answered = Rydym wedi ateb
data-answer-by = Byddwn yn ateb erbyn { $day }
data-waits = Byddwn yn gofyn i chi ddangos mai chi ydych chi
data-nothing-to-do = Nid oes angen i chi wneud dim nawr. Byddwn yn cysylltu â chi yn y ffordd y dywedoch ei bod yn ddiogel.
