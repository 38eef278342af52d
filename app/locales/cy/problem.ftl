# When there is no ordinary answer.

problem-not-found = Nid oes dim yma
problem-not-found-detail = Nid oes tudalen na chofnod o’r fath, neu nid yw’n un y gallwch ei weld.
problem-not-allowed = Ni allwch wneud hyn
problem-not-allowed-detail = Nid yw eich rôl yn cynnwys hyn. Gofynnwch i’r cydlynydd os ydych yn meddwl y dylai.
problem-unreadable = Ni ellir darllen hyn
problem-unreadable-detail = Nid oedd modd darllen y ffurflen. Ewch yn ôl a’i hanfon eto.
problem-too-large = Mae hyn yn rhy fawr
problem-too-large-detail = Anfonwch { NUMBER($kilobytes) } KB ar y mwyaf.
problem-invalid = Mae problem gyda’r hyn a roddwyd
problem-refused = Ni ellir gwneud hyn nawr
problem-slow-down = Gormod o gynigion
problem-slow-down-detail = Arhoswch funud, yna rhowch gynnig arall arni.
problem-broken = Aeth rhywbeth o’i le
problem-broken-detail = Ein bai ni yw hyn, ac mae wedi’i gofnodi. Ni chafodd dim a anfonoch ei hanner cadw.
problem-to-first-page = Mynd i’r dudalen gyntaf
