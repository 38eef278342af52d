# A parent who applies, alone. Nothing here may hint at whether the other parent has applied (R25).

## What applying is

apply-title = Apply as a parent
apply-lead = Each parent applies alone. You never have to speak or write to each other.
apply-who-sees = Who sees what you write
apply-who-sees-staff = Our staff do. The other parent does not: not what you write, not that you have applied, and never where you live or how you are reached.
apply-who-sees-silence = In the same way we will not tell you whether the other parent has applied.
apply-who-sees-council = If we believe that a child is being hurt we must tell the council or the police. We would tell you first unless that made things worse.
apply-how = How it works
apply-how-about = There are nine short pages. Every page is saved. You get a secret code to come back with, so that you can stop whenever you need to. You need no account and no e-mail address.
apply-start = Start
apply-have-code = I have a code and want to go on

## The code

apply-code-title = Write down your code
apply-code-lead = With it you can come back to your application. We show it only now, and we cannot look it up.
apply-code-keep = Keep it where nobody you fear will find it. It does not say what it is for.
apply-code-lost = If you lose it, start again: nothing of the old application is shown to anybody.
apply-code-written = I have written it down
apply-continue-title = Go on with your application
apply-continue-code = Your code
apply-continue-code-hint = Sixteen letters and numbers. Spaces and small letters do not matter.
apply-continue = Go on
apply-continue-wrong = This code does not open an application. Check each letter and number

## Going through the pages

apply-page = Page { NUMBER($page) } of { NUMBER($pages) }
apply-save-and-continue = Save and continue
apply-save-and-stop = Save and stop for now
apply-another-child = Save and add another child
apply-another-visitor = Save and add another person
apply-another-order = Save and add another order
apply-remove-child = Remove child { NUMBER($number) }
apply-remove-visitor = Remove person { NUMBER($number) }
apply-remove-order = Remove order { NUMBER($number) }
apply-nth-child = Child { NUMBER($number) }
apply-nth-visitor = Person { NUMBER($number) }
apply-nth-order = Order { NUMBER($number) }

## The nine pages

step-about = About you
step-about-lead = Of the other parent we ask only the name, so that we can tell families apart.
step-children = Your children
step-contact = How we can reach you safely
step-contact-lead = Only our staff see this. We never give it to the other parent.
step-visitors = Who else should be there
step-visitors-lead = Only people who are named and agreed may come in. You can leave this empty.
step-orders = Court orders
step-orders-lead = If a court has decided anything about your family. You can leave this empty. We will ask you for a copy later.
step-worries = What worries you
step-worries-lead = We ask everybody. Only our staff read it. If you or a child is in danger now, call 999.
step-needs = Language and access
step-when = When you can come, and what you hope for
step-agreement = What you agree to

## About you

ask-name = Your full name
ask-born = Your date of birth
ask-relation = What are you to the children?
ask-relation-hint = For example mother, father, grandmother.
ask-responsibility = Do you have parental responsibility?
ask-responsibility-hint = Mothers have it from birth. If you are not sure, choose “Not known”.
ask-live-with-me = Do the children live with you?
ask-other-parent = The other parent’s name
ask-solicitor = Your solicitor’s name, if you have one
ask-solicitor-firm = Your solicitor’s firm

## Your children

ask-child-first-name = First name
ask-child-surname = Surname
ask-child-born = Date of birth
ask-child-needs = Is there anything that helps or upsets them?
ask-child-medical = Health, allergies, medicine

## How we can reach you safely

ask-safe-channel = How is it safe to reach you?
ask-safe-channel-hint = We use only this way. “Do not contact me” is a good answer.
ask-when-safe = When is it safe, and is there a word we should say first?
ask-telephone = Your telephone number
ask-email = Your e-mail address
ask-address = Your home address
ask-postcode = Your postcode
ask-emergency = Somebody we can reach in an emergency
ask-emergency-telephone = That person’s telephone number
ask-school = The children’s school or nursery
ask-school-hint = As this side knows it. The other side is never told.
ask-employer = Where you work
ask-doctor = Your family doctor
ask-vehicle = Your car, with its number plate
ask-vehicle-hint = So that staff know who is arriving.

## Who else should be there

ask-visitor-name = Full name
ask-visitor-born = Date of birth
ask-visitor-relation = What are they to the children?

## Court orders

ask-order-kind = What kind of order is it?
ask-order-court = Which court?
ask-order-case-number = Case number
ask-order-made-on = When was it made?
ask-order-terms = What does it say about seeing the children?
ask-order-supervised = Does it say that contact is supervised?

## What worries you

ask-worry-kinds = Is any of these a worry?
ask-worry-kinds-hint = Choose as many as you like, or none.
ask-worries = Tell us in your own words
ask-no-worries = I have no worries
ask-area = Must the other parent be kept from learning in which area you live?

## Language and access

ask-language = Your first language
ask-interpreter = If you need an interpreter, for which language?
ask-interpreter-hint = We arrange it. It is never a relative or friend.
ask-access = Is there anything you need to get in and take part?

## When you can come, what you hope for, and what you agree to

ask-availability = When can you come?
ask-hopes = What do you hope for?
ask-agrees = You may use what I have written to decide whether you can help
ask-share-with-court = If a court asks, may we share our records with it?

## Choices

responsibility-yes = Yes
responsibility-no = No
responsibility-not-known = Not known

order-child-arrangements = Child arrangements order
order-non-molestation = Non-molestation order
order-occupation = Occupation order
order-prohibited-steps = Prohibited steps order
order-specific-issue = Specific issue order
order-special-guardianship = Special guardianship order
order-care = Care order
order-section-7-direction = Direction for a welfare report (section 7)
order-other = Another order

worry-domestic-abuse = Domestic abuse
worry-coercive-control = Coercive control
worry-non-fatal-strangulation = Non-fatal strangulation
worry-stalking = Stalking
worry-threats-to-kill = Threats to kill
worry-sexual-abuse-of-child = Sexual abuse of a child
worry-physical-abuse-of-child = Physical abuse of a child
worry-emotional-abuse-of-child = Emotional abuse of a child
worry-neglect = Neglect
worry-abduction = Abduction
worry-drugs-or-alcohol = Drugs or alcohol
worry-mental-health = Mental health
worry-weapons = Weapons
worry-other = Something else
