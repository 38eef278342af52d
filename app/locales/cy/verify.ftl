# Whether a document is genuine: a page for anybody who holds one.

verify-title = Gwirio bod dogfen yn ddilys
verify-lead = Mae gan bob adroddiad a llythyr rydym yn eu llofnodi gyfeirnod ar bob tudalen a gwerth gwirio ar y diwedd.
verify-reference = Cyfeirnod
verify-reference-hint = Mae ar bob tudalen, er enghraifft RP-7K3QD92.
verify-file = Y ddogfen ei hun
verify-file-hint = Mae’r ffeil yn cael ei chymharu, ond nid yw’n cael ei chadw. Dyma’r ffordd sicraf.
verify-value = Neu’r gwerth gwirio sydd wedi’i argraffu ynddi, neu SHA-256 y ffeil
verify-check = Gwirio
verify-about = Dim ond dweud a yw’n ddilys a wnawn. Nid ydym yn dweud am bwy y mae dogfen na phwy arall sydd â hi.

## Answers

verify-genuine = Dilys
verify-not-known = Anhysbys
verify-genuine-file = Dilys. Y ffeil hon, hyd at y llythyren olaf, yw’r un a lofnodwyd.
verify-genuine-print = Dilys. Llofnodwyd papur sydd â’r cyfeirnod a’r gwerth gwirio hwn. I wybod nad oes gair yn eich copi chi wedi’i newid, dewiswch y ffeil.
verify-not-known-detail = Anhysbys. Gofynnwch i’r ganolfan am gopi cyn dibynnu ar y ddogfen.

## What is wrong with a question

verify-enter-reference = Rhowch y cyfeirnod, fel RP-7K3QD92
verify-enter-value = Dewiswch y ffeil, neu rhowch 16 nod y gwerth gwirio neu 64 nod yr SHA-256
