# Talking to the centre in a chat. Nothing here tells how many others wait, nor whether anybody has read anything.

chat-title = Siarad â ni nawr
chat-lead = Nid oes angen cyfrif arnoch. Ni chedwir dim a ddywedwch oni bai eich bod yn gofyn i ni ei gadw.
chat-danger = Os ydych chi neu blentyn mewn perygl, ffoniwch 999. Os gallai rhywun weld y sgrin hon, pwyswch y botwm i adael y dudalen. Gallwch ddod yn ôl yma nes i chi gau’r porwr.
chat-name-hint = Enw cyntaf, unrhyw enw, neu ddim.
chat-begin = Dechrau
chat-closed = Nid oes neb yn rhydd i siarad ar hyn o bryd. Gallwch adael cwestiwn i ni, a dweud sut mae’n ddiogel cysylltu â chi.
chat-you = Chi
chat-said = Yr hyn a ddywedwyd
chat-waiting = Bydd rhywun gyda chi cyn bo hir
chat-waiting-lead = Gadewch y dudalen hon ar agor. Mae’n mynd yn ei blaen ohoni ei hun pan fydd rhywun yma.
chat-stop-waiting = Stopio aros
chat-talking = Rydych chi’n siarad â ni
chat-say = Eich geiriau
chat-look = Edrych am ateb
chat-end = Gorffen y sgwrs
chat-ended = Mae’r sgwrs wedi gorffen
chat-ended-lead = Os caewch y dudalen hon nawr, ni chedwir dim a ddywedoch.
chat-keep = A ddylem gadw’r hyn a ddywedwyd?
chat-keep-hint = Ie: gall y bobl sy’n arwain ein gwaith ei ddarllen, fel na fydd angen i chi ei ddweud ddwywaith. Na: caiff pob gair ei daflu.
chat-finish = Gorffen
chat-finished = Diolch
chat-finished-lead = Gwnaethom fel y gofynnoch. Dim ond yn y ffordd y dywedoch ei bod yn ddiogel y byddwn yn cysylltu â chi.
chat-not-said = Ni chawsom hwn
chat-not-said-next = Roedd y sgwrs wedi dod i ben cyn i chi ei anfon. Gallwch ei anfon fel cwestiwn.
