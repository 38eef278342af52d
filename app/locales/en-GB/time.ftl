# Days, times of day and lengths of time.

# 1 is January.
time-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
# 1 is Monday.
time-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
time-day = { NUMBER($day) } { $month } { $year }
time-weekday-and-day = { $weekday } { $day }

## Times of day. Hours run from 1 to 12.

time-midday = midday
time-midnight = midnight
time-morning-hour = { NUMBER($hour) }am
time-morning = { NUMBER($hour) }:{ $minute }am
time-afternoon-hour = { NUMBER($hour) }pm
time-afternoon = { NUMBER($hour) }:{ $minute }pm
time-and-day = { $time } on { $day }
time-from-to = { $from } to { $to }

## Lengths

time-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}

