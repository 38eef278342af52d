# What a parent says yes or no to, for themselves alone.

consent-title = Yr hyn rydych yn cytuno iddo
consent-lead = Chi sy’n penderfynu pob un o’r rhain drosoch eich hun. Gallwch newid eich meddwl unrhyw bryd, ac nid yw unrhyw ateb yn costio ymweliad i chi.
consent-free = Gallwch ddweud iawn neu na. Gallwch newid hyn unrhyw bryd.
consent-photographs = Caiff staff dynnu lluniau o fy mhlentyn mewn ymweliad
consent-support = Cewch siarad â rhywun sy’n fy nghefnogi
consent-quotes = Cewch ddyfynnu fy adborth, heb enwau
consent-teaching = Cewch ddysgu staff gyda’r hyn a ddigwyddodd, heb enwau
consent-not-asked = Nid ydych wedi dweud
consent-since = Ers { $day }
consent-change = Newid
consent-agree = Ydych chi’n cytuno?
consent-words = Unrhyw beth sy’n mynd gyda hyn
consent-words-hint = Does dim rhaid i chi. Er enghraifft, gyda phwy y cawn siarad.
consent-keep = Cadw
