# Asking for one's own data. Nothing here may tell whether there is anything that is not given.

data-title = Your data
data-lead = You can ask what we have written down about you.
data-how = Tell us below, or ask any of our team in your own words. We answer within one month. It costs nothing.
data-what = Is there something you would most like to see?
data-what-hint = You can leave this empty. Then we look for all of it.
data-ask = Ask for my data
data-asked-on = You asked on
data-state = What happens now
data-answered = We have answered
data-answer-by = We will answer by { $day }
data-waits = We will ask you to show us that it is you
data-nothing-to-do = You need to do nothing now. We will reach you in the way you said is safe.
