# What a parent says yes or no to, for themselves alone.

consent-title = What you agree to
consent-lead = You decide each of these for yourself. You can change your mind at any time, and no answer costs you a visit.
consent-free = Yes or no, both are fine. You can change it at any time.
consent-photographs = Staff may take photographs of my child in a visit
consent-support = You may speak with somebody who supports me
consent-quotes = You may quote my feedback, without names
consent-teaching = You may teach staff with what happened, without names
consent-not-asked = You have not said
consent-since = Since { $day }
consent-change = Change
consent-agree = Do you agree?
consent-words = Anything that goes with it
consent-words-hint = You do not have to. For example, with whom we may speak.
consent-keep = Keep
