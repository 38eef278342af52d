# Somebody's own times in their own calendar. Read by parents and by staff.

feed-title = Your times in your own calendar
feed-about = The calendar on your telephone or computer can show your times with us. It reads them from a secret address that only you have.
feed-care = Before you use it
feed-care-look = Anybody who can look at your calendar can see when you have an appointment. Do not use a calendar that somebody else can open.
feed-care-neutral = Each entry says only “Appointment”. It has no names and does not say what it is for.
# What each entry of the calendar is called. It must tell nobody anything.
feed-appointment = Appointment
feed-place = Shall each entry say where to come?
feed-place-hint = If you say yes, each entry names the door and the place. Say no if anybody else might look at your calendar.
feed-make = Make a secret address
feed-make-new = Make a new address
feed-since = You have had a secret address since { $day }.
feed-since-new = If you make a new one, the old one stops working.
feed-made = Your secret address
feed-made-once = Copy it now. We cannot show it again. If you lose it, make a new one.
feed-made-how = In your calendar, choose to add a calendar by its address, and paste it there.
feed-made-secret = Give it to nobody. Whoever has it can see your times with us.
feed-stop = Stop the address
