# What stands round every page that parents and the public read.

shell-skip = Neidio i’r prif gynnwys
shell-menu = Prif ddewislen
shell-back = Yn ôl
# What this language is called by those who speak it.
shell-language-name = Cymraeg
shell-languages = Ieithoedd
shell-sign-out = Allgofnodi

## Leaving at once (R28)

shell-exit = Gadael y dudalen hon
# The title of the window while it leaves. It must say nothing.
shell-exit-loading = Yn llwytho
shell-exit-going = Yn gadael y dudalen hon.
shell-exit-two-more = Shift: pwyswch ddwywaith eto i adael y dudalen hon.
shell-exit-one-more = Shift: pwyswch unwaith eto i adael y dudalen hon.
shell-exit-about = I adael yn gyflym, dewiswch Gadael y dudalen hon neu pwyswch Shift dair gwaith. Nid yw’n clirio’r hyn y mae eich porwr yn ei gofio am ble rydych wedi bod.
shell-danger = Os ydych chi neu blentyn mewn perygl nawr, ffoniwch 999.

## Going about

shell-to-first-page = Yn ôl i’r dudalen gyntaf
shell-pages = Tudalennau
shell-next-page = Y dudalen nesaf

## What has just been done

shell-saved = Wedi’i gadw
shell-agreed = Mae’r cytundeb wedi’i gofnodi
shell-answered = Mae eich ateb gyda ni. Diolch.
