# What parents read around a visit.
guides-title = Canllawiau
guides-lead = Canllawiau byr am ymweliadau: cyn, yn ystod ac ar ôl.
guides-now = Gallai hyn helpu nawr
guides-all = Pob canllaw
guides-easy = Hawdd ei ddarllen, gyda lluniau
guides-in-full = Y cyfan
guides-not-read-through = Nid yw’r cyfieithiad hwn wedi’i wirio eto
guides-not-read-through-about = Os nad yw rhywbeth yn glir, darllenwch y Saesneg, neu gofynnwch i ni.
