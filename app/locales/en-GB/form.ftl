# The parts that all forms and all lists of answers have.

form-problem = There is a problem
# Before what is wrong with one answer, for those who hear the page.
form-error = Error:
# The title of the window after a form was refused: what a screen reader says first.
form-error-title = Error: { $title }
form-yes = Yes
form-no = No
form-choose = Choose
form-send = Send
form-save = Save
form-change = Change
form-not-given = Not given

## Dates

form-day = Day
form-month = Month
form-year = Year
form-time = Time

## Passwords

form-show = Show
form-show-password = Show password
