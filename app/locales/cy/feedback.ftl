# How it was, as a parent says it, and what everybody may read of it.

feedback-title = Sut mae pethau’n mynd?
feedback-lead = Mae eich atebion ar gyfer tîm y ganolfan. Nid oes neb arall yn y teulu yn eu gweld, ac nid ydynt yn newid eich ymweliadau.
feedback-after-meeting = Rydych wedi cwrdd â ni. Sut oedd hi?
feedback-after-visits = Bu tri ymweliad arall. Sut maen nhw?
feedback-at-review = Rydym yn edrych ar y cynllun eto. Sut mae’n mynd i chi?
feedback-at-end = Mae eich amser gyda ni ar ben. Sut oedd hi?
feedback-say = Dweud wrthym sut mae hi
feedback-safe = Roeddwn yn teimlo’n ddiogel yma
feedback-heard = Roeddech yn gwrando arnaf
feedback-child = Mae’n dda i fy mhlentyn
feedback-yes = Cytuno
feedback-mostly = Cytuno gan mwyaf
feedback-in-between = Rhwng y ddau
feedback-not-really = Ddim wir yn cytuno
feedback-not-at-all = Ddim yn cytuno o gwbl
feedback-words = Beth ddylem ei wybod neu ei wneud yn well?
feedback-words-hint = Does dim rhaid i chi. Os oes rhywun mewn perygl, ffoniwch 999.
feedback-speak = Hoffwn i chi siarad â mi am hyn
feedback-send = Anfon
feedback-nothing-now = Does gennym ddim cwestiynau ar hyn o bryd
feedback-nothing-now-next = Byddwn yn gofyn ar ôl eich cyfarfod cyntaf ac o bryd i’w gilydd. Gallwch ysgrifennu atom pryd bynnag y mynnwch.
feedback-you-said = Fe ddywedoch chi, fe wnaethom ni
feedback-you-said-lead = Yr hyn a ddywedodd rhieni wrthym, a’r hyn a newidiwyd gennym.
feedback-none-yet = Dim byd yma eto
feedback-none-yet-next = Pan fydd rhieni’n dweud wrthym beth allem ei wneud yn well, byddwch yn darllen yma beth wnaethom ni.
feedback-year = Yr hyn a ddywedodd rhieni yn y flwyddyn hyd at { $day }
feedback-too-few = Rhy ychydig o atebion i’w dangos
feedback-answers = { $answers ->
    [one] { $answers } ateb
    [two] { $answers } ateb
    [few] { $answers } ateb
    [many] { $answers } ateb
   *[other] { $answers } ateb
}
feedback-count = { $face }: { NUMBER($count) }
feedback-left-out = Mae rhifau bach wedi’u gadael allan, fel na ellir adnabod neb drwyddynt
