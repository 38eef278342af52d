# The first page, for anybody.

landing-title = Lle diogel i dreulio amser gyda’ch gilydd
landing-lead = Canolfan gyswllt i blant yw { $centre }. Yma mae plant yn gweld rhiant neu berthynas nad ydynt yn byw gyda nhw, mewn ystafelloedd gyda theganau a llyfrau, a phobl gerllaw sy’n cadw pawb yn ddiogel.
landing-apply = Gwneud cais fel rhiant
landing-ask = Gofyn rhywbeth i ni

## How can we help?

landing-help = Sut gallwn ni helpu?
landing-help-parent = Rhiant neu berthynas ydw i
landing-help-parent-about = Mae pob un ohonoch yn gwneud cais ar ei ben ei hun. Nid yw’r naill yn gweld yr hyn y mae’r llall yn ei ysgrifennu, ac nid oes angen i chi siarad â’ch gilydd.
landing-help-question = Mae gen i gwestiwn
landing-help-question-about = Dywedwch wrthym beth yw’r ffordd ddiogel i gysylltu â chi. Rydym yn defnyddio’r ffordd honno a dim un arall.
landing-help-call = Rwyf am siarad â rhywun
landing-help-call-about = Dewiswch amser am alwad gyntaf am ddim. Nid oes angen cyfrif.
landing-help-refer = Rwyf am atgyfeirio teulu
landing-help-refer-about = Ar gyfer cyfreithwyr, gweithwyr cymdeithasol, cyfryngwyr, Cafcass a llysoedd. Rydych yn mewngofnodi’n gyntaf.
landing-help-sign-in = Mae gen i enw mewngofnodi
landing-help-sign-in-about = Ar gyfer rhieni sydd â lle yma, atgyfeirwyr a’n staff ni.
landing-help-complaint-about = Dywedwch wrthym beth aeth o’i le. Nid oes angen cyfrif arnoch.
landing-help-report = Mae gen i adroddiad oddi wrthych chi
landing-help-report-about = Gwiriwch ei fod yn ddilys.

## A first visit

landing-visit = Beth sy’n digwydd mewn ymweliad cyntaf
landing-visit-before = Cyn yr ymweliad
landing-visit-before-about = Rydym yn cwrdd â phob oedolyn ar ei ben ei hun, ar adegau gwahanol. Mae eich plentyn yn dod i weld yr ystafelloedd gyda’r oedolyn y mae’n byw gydag ef.
landing-visit-arriving = Cyrraedd
landing-visit-arriving-about = Cewch wybod yn union pryd i ddod, at ba ddrws, a phwy fydd yn cwrdd â chi. Mae’r ddau oedolyn yn dod ar adegau gwahanol ac nid ydynt yn cwrdd.
landing-visit-together = Gyda’ch gilydd
landing-visit-together-about = Mae teganau, llyfrau a phethau tynnu llun yno. Mae un ohonom ni gerllaw. Os yw eich plentyn am gael egwyl, mae’n cael un.
landing-visit-home = Mynd adref
landing-visit-home-about = Mae un ohonoch yn gadael gyntaf a’r llall ychydig yn ddiweddarach, pan fydd un ohonom ni’n dweud. Nid ydych yn cwrdd wrth y drws.

## What you can count on

landing-count-on = Beth gallwch chi ddibynnu arno
landing-count-on-details = Chi biau eich manylion o hyd
landing-count-on-details-about = Nid yw’r oedolyn arall byth yn cael gwybod ble rydych yn byw na sut mae cysylltu â chi, mewn unrhyw lythyr nac ar unrhyw dudalen.
landing-count-on-child = Ni chaiff eich plentyn byth ei orfodi
landing-count-on-child-about = Ni chaiff unrhyw blentyn ei orfodi i fynd i mewn nac i aros. Mae’r hyn y mae plant yn ei ddweud yn cael ei ysgrifennu yn eu geiriau eu hunain.
landing-count-on-fair = Nid ydym yn cymryd ochr
landing-count-on-fair-about = Rydym yn dweud beth welsom a beth glywsom, a dim byd arall. Mae rheswm dros bob na, a ffordd ymlaen.
