# What parents read around a visit.
guides-title = Guides
guides-lead = Short guides about visits: before, during and after.
guides-now = This may help just now
guides-all = All guides
guides-easy = Easy read, with pictures
guides-in-full = All of it
guides-not-read-through = This translation has not been checked yet
guides-not-read-through-about = If something is not clear, please read the English, or ask us.
