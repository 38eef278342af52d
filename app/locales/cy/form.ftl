# The parts that all forms and all lists of answers have.

form-problem = Mae problem wedi codi
# Before what is wrong with one answer, for those who hear the page.
form-error = Gwall:
# The title of the window after a form was refused: what a screen reader says first.
form-error-title = Gwall: { $title }
form-yes = Ie
form-no = Na
form-choose = Dewiswch
form-send = Anfon
form-save = Cadw
form-change = Newid
form-not-given = Heb ei roi

## Dates

form-day = Diwrnod
form-month = Mis
form-year = Blwyddyn
form-time = Amser

## Passwords

form-show = Dangos
form-show-password = Dangos y cyfrinair
