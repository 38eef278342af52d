# What stands round every page that parents and the public read.

shell-skip = Skip to main content
shell-menu = Main
shell-back = Back
# What this language is called by those who speak it.
shell-language-name = English
shell-languages = Languages
shell-sign-out = Sign out

## Leaving at once (R28)

shell-exit = Exit this page
# The title of the window while it leaves. It must say nothing.
shell-exit-loading = Loading
shell-exit-going = Leaving this page.
shell-exit-two-more = Shift: press 2 more times to leave this page.
shell-exit-one-more = Shift: press 1 more time to leave this page.
shell-exit-about = To leave quickly, choose Exit this page or press Shift three times. It does not clear what your browser remembers of where you have been.
shell-danger = If you or a child is in danger now, call 999.

## Going about

shell-to-first-page = Back to the first page
shell-pages = Pages
shell-next-page = Next page

## What has just been done

shell-saved = Saved
shell-agreed = The agreement is recorded
shell-answered = Your answer is with us. Thank you.
