# Who has looked at one's own record: asked and read by a parent. Nothing here may differ with what the other
# side did.

looked-title = Pwy sydd wedi edrych ar eich cofnod
looked-about = Cewch ofyn i ni pwy sydd wedi edrych ar yr hyn rydym yn ei gadw amdanoch. Mae rhywun yma’n darllen yr ateb yn gyntaf. Byddwch yn ei gael o fewn mis.
looked-ask = Gofyn pwy sydd wedi edrych
looked-asked = Mae eich cwestiwn gyda ni
looked-answer-by = Gofynnoch ar { $on }. Cewch ddarllen ein hateb yma erbyn { $by }.
looked-until = Ein hateb, hyd at { $day }
looked-table = Pwy sydd wedi edrych, y diwrnod diweddaraf yn gyntaf
looked-day = Diwrnod
looked-who = Pwy
looked-what = Beth
looked-own-pages = Eich tudalennau eich hun
looked-own-meeting = Eich cyfarfod â ni
looked-visit = Eich ymweliad ar y diwrnod hwnnw
looked-by-you = Chi, neu rywun sydd â’ch manylion mewngofnodi
looked-by-volunteer = Gwirfoddolwr yn y ganolfan
looked-by-supervisor = Goruchwyliwr yr ymweliad
looked-by-office = Swyddfa’r ganolfan
looked-no-day = Nid oes diwrnod y gallwn ddweud wrthych amdano.
# Always shown, in the same words, whether there is anything else or not.
looked-withheld = Mae ein swyddfa hefyd yn gweithio ar eich achos ar ddiwrnodau eraill. Nid ydym yn dweud wrth neb ar ba ddiwrnodau, pa mor aml na pham: gallai hynny ddweud rhywbeth wrth un ochr am y llall.
looked-office = Dim ond ein pobl ni ein hunain sy’n edrych ar eich achos: y cydlynwyr, yr arweinydd diogelu, ac ar ddiwrnod ymweliad y rhai sydd yno. Os ydych yn meddwl bod rhywun wedi edrych na ddylai fod wedi gwneud hynny, dywedwch wrthym.
