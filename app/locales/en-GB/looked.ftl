# Who has looked at one's own record: asked and read by a parent. Nothing here may differ with what the other
# side did.

looked-title = Who has looked at your record
looked-about = You can ask us who has looked at what we keep about you. Somebody here reads the answer first. You have it within a month.
looked-ask = Ask who has looked
looked-asked = We have your question
looked-answer-by = You asked on { $on }. You can read our answer here by { $by }.
looked-until = Our answer, up to { $day }
looked-table = Who looked, the latest day first
looked-day = Day
looked-who = Who
looked-what = What
looked-own-pages = Your own pages
looked-own-meeting = Your meeting with us
looked-visit = Your visit on that day
looked-by-you = You, or somebody with your sign-in
looked-by-volunteer = A volunteer at the centre
looked-by-supervisor = The supervisor of the visit
looked-by-office = The centre’s office
looked-no-day = There is no day that we can tell you.
# Always shown, in the same words, whether there is anything else or not.
looked-withheld = Our office also works on your case on other days. We tell nobody on which days, how often or why: that could tell one side about the other.
looked-office = Only our own people look at your case: the co-ordinators, the safeguarding lead, and on the day of a visit those who are there. If you think somebody has looked who should not have, tell us.
