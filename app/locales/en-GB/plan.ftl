# The plan, as each parent reads their own side of it.

## How closely somebody is with the child

level-supported = Other families are in the room. Staff and volunteers are nearby to help. Nobody listens to what you say or writes notes about your time together.
level-supervised = One member of staff is with the child the whole time. They can see and hear everything, and they write down what happens.
level-high-vigilance = Two members of staff are with the child the whole time. They can see and hear everything, and they write down what happens.

## Coming and going

plan-indirect-arriving = Nobody needs to come. Send or bring what you want to give to the centre.
plan-indirect-leaving = We open and read everything before we pass it on.
plan-video-arriving = You take part by video. We send you the time and how to join before each call.
plan-video-leaving = Staff end the call at the agreed time.
plan-visiting-first-arriving = Come { $before } before the visit begins. Staff meet you at your door and show you the room.
plan-visiting-first-leaving = Stay in the room when the visit ends. Staff tell you when you may leave, at least { $after } later.
plan-visiting-after-arriving = Come at the time we give you. Staff meet you at your door and show you the room.
plan-visiting-after-leaving = Leave when staff tell you, straight after the visit ends.
plan-resident-after-arriving = Bring the child at the time we give you. Staff meet you at your door. Please leave straight away.
plan-resident-after-leaving = Come back to your door at the time we give you. Staff bring the child to you. Please leave straight away.
plan-resident-first-arriving = Bring the child { $before } before the visit begins, so that there is time to settle. Please leave straight away.
plan-resident-first-leaving = Come back to your door { $after } after the visit ends. Staff bring the child to you.

## What the plan says on the like of telephones and food

plan-going-out = Going out
plan-going-out-with-staff = The child may go out during a visit, together with staff.
plan-going-out-never = The child stays at the centre for the whole visit.
plan-telephones = Telephones and photographs
plan-telephones-off = Telephones, cameras and smart watches stay off. Staff can take a photograph for you.
plan-presents = Presents
plan-presents-ask-first = Ask us before you bring a present. Staff look at presents first.
plan-food = Food and drink
plan-language = Language
plan-care = Toilet and nappies
plan-ends-visit = What ends a visit
plan-ends-visit-any = Staff can stop a visit if the child is upset or somebody is not safe.
plan-hope = What we hope for

## The heads of its lines

plan-level = Who is with you and the child
plan-frequency = How often
plan-length = How long
plan-arriving = Coming
plan-leaving = Going
plan-door = Door
plan-door-later = We will tell you before the day
plan-children = Children
plan-people = From your side
plan-review = We look at the plan again
plan-review-by = by { $day }
