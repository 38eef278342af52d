# How it was, as a parent says it, and what everybody may read of it.

feedback-title = How is it going?
feedback-lead = Your answers are for the centre’s team. Nobody else in the family sees them, and they do not change your visits.
feedback-after-meeting = You have met us. How was it?
feedback-after-visits = There have been three more visits. How are they?
feedback-at-review = The plan is being looked at again. How is it for you?
feedback-at-end = Your time with us is over. How was it?
feedback-say = Tell us how it is
feedback-safe = I felt safe here
feedback-heard = I was listened to
feedback-child = It is good for my child
feedback-yes = Yes
feedback-mostly = Mostly
feedback-in-between = In between
feedback-not-really = Not really
feedback-not-at-all = Not at all
feedback-words = What should we know or do better?
feedback-words-hint = You do not have to. If somebody is in danger, ring 999.
feedback-speak = I would like you to speak with me about it
feedback-send = Send
feedback-nothing-now = We have no questions just now
feedback-nothing-now-next = We ask after your first meeting and from time to time. You can write to us whenever you like.
feedback-you-said = You said, we did
feedback-you-said-lead = What parents told us, and what we changed.
feedback-none-yet = Nothing here yet
feedback-none-yet-next = When parents tell us what we could do better, you will read here what we did.
feedback-year = What parents said in the year until { $day }
feedback-too-few = Too few answers to tell
feedback-answers = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}
feedback-count = { $face }: { NUMBER($count) }
feedback-left-out = Small numbers are left out, so that nobody can be known by them
