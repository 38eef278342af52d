# An application read back before it is sent: the heads of its answers, and what is missing.

check-title = Check what you have written
check-sent = Your application is sent
check-sent-lead = We read it, and then reach you only in the way you said is safe.
check-sent-at = Sent at { $when }. If something changes, tell us.
check-missing = Still missing
check-none-given = None given
check-close = Close my application on this device

## Answers

answer-name = Name
answer-born = Date of birth
answer-relation = Relation to the children
answer-responsibility = Parental responsibility
answer-live-with = Children live with this parent
answer-other-parent = Other parent’s name
answer-solicitor = Solicitor
answer-child-born = { $child }, born { $day }
answer-child-needs = What helps or upsets
answer-child-medical = Health
answer-order = Order
answer-worries = Worries
answer-own-words = In own words
answer-no-worries = No worries
answer-area = Keep the area from the other parent
answer-language = First language
answer-interpreter = Interpreter for
answer-access = Access
answer-availability = Can come
answer-hopes = Hopes for
answer-agrees = May use this to decide
answer-share-with-court = May be shared with the court

## How somebody is reached

answer-safe-channel = Safe to reach by
answer-when-safe = When it is safe
answer-telephone = Telephone
answer-email = E-mail
answer-address = Address
answer-emergency = In an emergency
answer-school = School or nursery
answer-employer = Employer
answer-doctor = Doctor
answer-vehicle = Car

## What is missing

missing-name = Enter your name
missing-born = Enter your date of birth
missing-relation = Say what you are to the children
missing-responsibility = Say whether you have parental responsibility
missing-live-with-me = Say whether the children live with you
missing-other-parent = Enter the other parent’s name
missing-children = Enter at least one child
missing-worries = Tell us what worries you, or say that you have no worries
missing-area = Say whether the other parent must be kept from learning your area
missing-language = Enter your first language
missing-availability = Say when you can come
missing-hopes = Say what you hope for
missing-agrees = Say that we may use what you wrote to decide
missing-share-with-court = Say whether records may go to the court
missing-child-first-name = Enter the first name of child { NUMBER($number) }
missing-child-surname = Enter the surname of child { NUMBER($number) }
missing-child-born = Enter the date of birth of child { NUMBER($number) }
missing-visitor-name = Enter this person’s name
missing-visitor-relation = Say what they are to the children
missing-order-kind = Choose the kind of order
missing-safe-channel = Choose how it is safe to reach you
missing-telephone = Enter the telephone number that is safe
missing-email = Enter the e-mail address that is safe
missing-emergency = Enter somebody we can reach in an emergency
missing-emergency-telephone = Enter that person’s telephone number
