# Days, times of day and lengths of time.

# 1 is January.
time-month = { $month ->
    [1] Ionawr
    [2] Chwefror
    [3] Mawrth
    [4] Ebrill
    [5] Mai
    [6] Mehefin
    [7] Gorffennaf
    [8] Awst
    [9] Medi
    [10] Hydref
    [11] Tachwedd
   *[12] Rhagfyr
}
# 1 is Monday. With a capital letter: a day with its weekday stands first in a heading or after a colon.
time-weekday = { $weekday ->
    [1] Dydd Llun
    [2] Dydd Mawrth
    [3] Dydd Mercher
    [4] Dydd Iau
    [5] Dydd Gwener
    [6] Dydd Sadwrn
   *[7] Dydd Sul
}
time-day = { NUMBER($day) } { $month } { $year }
time-weekday-and-day = { $weekday } { $day }

## Times of day. Hours run from 1 to 12.
# “Hanner dydd” and “hanner nos” keep their first letter after “am”, “i” and “tan”.

time-midday = hanner dydd
time-midnight = hanner nos
time-morning-hour = { NUMBER($hour) }am
time-morning = { NUMBER($hour) }:{ $minute }am
time-afternoon-hour = { NUMBER($hour) }pm
time-afternoon = { NUMBER($hour) }:{ $minute }pm
time-and-day = { $time } ar { $day }
time-from-to = { $from } i { $to }

## Lengths

time-minutes = { $minutes ->
    [zero] { $minutes } munud
    [one] { $minutes } munud
    [two] { $minutes } funud
    [few] { $minutes } munud
    [many] { $minutes } munud
   *[other] { $minutes } munud
}
