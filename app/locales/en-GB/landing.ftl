# The first page, for anybody.

landing-title = A safe place to spend time together
landing-lead = { $centre } is a child contact centre. Children see a parent or relative they do not live with here, in rooms with toys and books, and with people close by who keep everybody safe.
landing-apply = Apply as a parent
landing-ask = Ask us something

## How can we help?

landing-help = How can we help?
landing-help-parent = I am a parent or relative
landing-help-parent-about = Each of you applies alone. Neither sees what the other writes, and you do not need to speak to each other.
landing-help-question = I have a question
landing-help-question-about = Tell us how it is safe to reach you. We use that way and no other.
landing-help-call = I want to talk to somebody
landing-help-call-about = Choose a time for a free first call. You need no account.
landing-help-refer = I want to refer a family
landing-help-refer-about = For solicitors, social workers, mediators, Cafcass and courts. You sign in first.
landing-help-sign-in = I have a sign-in
landing-help-sign-in-about = For parents with a place here, referrers and our own staff.
landing-help-complaint-about = Tell us what went wrong. You do not need an account.
landing-help-report = I hold a report from you
landing-help-report-about = Check that it is genuine.

## A first visit

landing-visit = What happens on a first visit
landing-visit-before = Before it
landing-visit-before-about = We meet each adult alone, at different times. Your child comes to see the rooms with the adult they live with.
landing-visit-arriving = Arriving
landing-visit-arriving-about = You are told exactly when to come, to which door, and who will meet you. The two adults come at different times and do not meet.
landing-visit-together = Together
landing-visit-together-about = There are toys, books and drawing things. One of us is close by. If your child wants a break, they have one.
landing-visit-home = Going home
landing-visit-home-about = One of you leaves first and the other a little later, when one of us says so. You do not meet at the door.

## What you can count on

landing-count-on = What you can count on
landing-count-on-details = Your details stay yours
landing-count-on-details-about = Where you live and how you are reached is never told to the other adult, in no letter and on no page.
landing-count-on-child = Your child is never made to
landing-count-on-child-about = No child is made to go in or to stay. What they say is written down in their own words.
landing-count-on-fair = We take no side
landing-count-on-fair-about = We say what we saw and heard and nothing else. Every no has its reason and a way forward.
