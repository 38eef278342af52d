# What a person is sent when there is something to read. Whoever holds their telephone must learn nothing from it:
# no name, no place, no reason, no number of things (R27). A story lists every word of this file and refuses new ones
# until somebody has looked at them, in every language.

notice-subject = Something new for you
notice-to-read = There is something new for you to read. Sign in where you usually do.
notice-soon = Something is planned soon. Sign in to see it.
notice-guide = There is something for you to read that may be of use now. Sign in where you usually do.
# To somebody who booked a first call and asked for it. They have no sign-in.
notice-call-kept = What you booked is kept for you.
notice-call-soon = What you booked is soon.
notice-test = This is a test. You do not need to do anything.
# The word is the person's own: by it they know that the notice is real. It stands first.
notice-with-code-word = { $word }: { $words }
