# A parent's own place.

portal-hello = Hello { $name }
portal-next-visit = Your next visit: { $day }
portal-next-meeting = Your meeting with us
portal-no-visit = No visit is booked
portal-no-visit-wait = We will tell you in the way you said is safe as soon as there is one. You need to do nothing now.
portal-no-visit-listed = Visits appear here as soon as they are booked.
portal-to-visits = All your visits
portal-to-plan = Your plan
portal-to-meetings = Your meetings with us

## A time that is offered
# Nothing here may tell whether anybody else is asked, or what they say.

portal-offer = A time the centre can offer you
portal-offer-lead = Please tell us if you can come. Nothing is booked yet. We will tell you when it is, in the way you said is safe.
portal-offer-day = Day
# $children is one name or several, or “the child”.
portal-offer-see = Come to see { $children }
portal-offer-answer-by = Answer by
portal-offer-answer = Tell us if you can come
portal-offer-your-answer = Your answer
portal-offer-can-you = Can you come at these times?
portal-offer-yes = Yes, I can
portal-offer-no = No, I cannot
portal-offer-send = Send my answer
portal-offer-change = Change my answer
portal-offer-may-change = You can change your answer for as long as this time is here.

## Visits

portal-visits = Your visits
portal-uncertain = We are looking at this visit again
portal-uncertain-wait = It may change. Please wait for us to tell you before you come.
portal-cancelled = This visit does not take place. You need to do nothing.
portal-met-by = Who meets you
portal-bring-along = Bring with you
# $children is one name or several, or “the child”.
portal-bring = Bring { $children }
portal-at = at { $time }
portal-met-at-door = Somebody from our team meets you at the door.
portal-then = Then
portal-leave-straight-away = Please leave straight away
portal-collect = Collect { $children }
portal-collect-at = at { $time }, from the same door
portal-bring-for-child = What they need for the visit: a drink, a favourite toy, nappies, medicine
portal-come = Come
portal-met-and-shown = Somebody from our team meets you at the door and shows you the room
portal-leave = Leave
portal-leave-at = at { $time }, when our team tells you
portal-bring-for-visit = Something to show that it is you, and something to do with { $children }: a book, a game, paper and pens

## Children's names

portal-the-child = the child
portal-names = { $before }, { $next }
portal-names-last = { $before } and { $last }

## Meetings

portal-meetings = Your meetings with us
portal-meetings-lead = Before the first visit we meet you on your own, to hear what matters to you and explain how visits work.
portal-no-meeting = No meeting is arranged
portal-no-meeting-wait = We will reach you, in the way you said is safe, to find a time.
portal-met = We have met
portal-look-forward = We look forward to meeting you
portal-when = When
portal-time = Time
portal-where = Where
portal-status = Status

## The plan and the agreement

portal-plan-ready = Your plan is ready to read
portal-plan-ready-about = Please read how your visits will be, and tell us that you agree.
portal-plan-read = Read your plan
portal-plan = Your plan
portal-plan-lead = This is how your visits will be.
portal-plan-not-ready = Your plan is not ready yet
portal-plan-not-ready-wait = We will tell you when you can read it here.
portal-agreed = You have agreed to this plan
portal-agreed-on = On { $day }. Thank you.
portal-do-you-agree = Do you agree?
portal-which-level = Which of these is how your visits will be?
portal-which-level-hint = Your plan says it at the top. We ask so that nobody is surprised on the day.
portal-anything-to-say = Is there anything you would like to say or ask?
portal-anything-to-say-hint = Only our team reads this. You can leave it empty.
portal-agree = I agree to this plan
