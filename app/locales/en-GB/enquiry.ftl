# Asking the centre something.

enquiry-title = Ask us something
enquiry-lead = We answer within two working days. If you or a child are in danger now, call 999.
enquiry-name = What would you like to be called?
enquiry-name-hint = A first name is enough.
enquiry-question = What would you like to ask?
enquiry-safe-channel = How is it safe to reach you?
enquiry-reach-me-at = The number or address for that
enquiry-reach-me-at-hint = Leave this empty if you will contact us.
enquiry-when = When is it safe, and is there a word we should say first?
enquiry-sent = We have your question
enquiry-sent-lead = We will only reach you in the way you said is safe. If you chose to contact us, call when it suits you.

## Ways to reach somebody

safe-channel-telephone = Telephone
safe-channel-text = Text message
safe-channel-email = E-mail
safe-channel-do-not-contact = Do not contact me: I will contact you

enquiry-first-call = Or choose a time for a first call with us

## When nobody here answers

helplines-title = If you need somebody now
helplines-danger = If you or a child are in danger, call 999
helplines-danger-silent = If you cannot speak, call 999 from a mobile and press 55 when you are asked to.
helplines-others = These helplines are not ours, and calling them is free. They can be seen in a telephone’s list of calls: use another telephone if somebody looks at yours.
helplines-checked = Read on { $day } at { $place }.
helplines-as-published = As published at { $place }; check before you rely on it.

## A first call

first-call-title = A first call
first-call-lead = Half an hour with one of us, free, to ask whatever you want. You need no account. We are not here at every hour: choose a time at which it is safe for you to talk.
first-call-none = No times are free just now
first-call-none-next = New times are added every week. You can also write to us.
first-call-time = When would you like to talk?
first-call-time-hint = London’s time. Choose one at which nobody listens.
first-call-way = How would you like to talk?
first-call-telephone = Telephone
first-call-video = Video
first-call-number = The number that is safe for you
first-call-number-hint = We ring this number, at this time, and no other.
first-call-message = If nobody answers, may we leave a message?
first-call-say-who = If somebody else answers, may we say who we are?
first-call-word = A word we say first
first-call-word-hint = By which you know that it is us. Say anything else, and we hang up.
first-call-who = Who are you to the child?
first-call-leave-out = You can leave this out.
first-call-about = What would you like to talk about?
first-call-book = Book this time
first-call-at = { $day } at { $time }
first-call-when = When
first-call-booked = Your time is kept
first-call-booked-lead = We ring you then, and not before.
first-call-keep = Keep the address of this page, if that is safe
first-call-keep-about = With it you can see, move or call off your time. We cannot show it to you again. Whoever has it can do the same.
first-call-keep-safe = Exit this page leaves it quickly; it stays in the list of pages this browser has been to.
first-call-join = Join by video
first-call-no-video = Video does not work here yet.
first-call-no-video-instead = At your time we ring the number that you gave. You need do nothing else.
first-call-other-time = Another time
first-call-move = Choose this time instead
first-call-call-off = Call it off
first-call-cancelled = It is called off
first-call-over = This time is over

caller-resident = The parent or carer the child lives with
caller-visiting = The parent the child would visit
caller-grandparent = A grandparent or other relative
caller-professional = A professional
caller-somebody-else = Somebody else
first-call-remind = May we send you a short note that your time is kept, and one the day before?
first-call-remind-hint = You can leave this out, and then nothing is sent. A note says no name, no time and not what it is about.
first-call-remind-at = The mobile number or e-mail address for that
first-call-by-email = By e-mail
first-call-by-text = By text message
first-call-nothing-sent = Nothing is sent to you.
first-call-is-sent = You are sent a short note that your time is kept, and one the day before. { $way }.
