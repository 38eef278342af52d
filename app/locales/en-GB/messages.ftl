# What a parent and the centre write to each other. Nothing here may tell whether anybody else writes, or
# whether anybody has read anything.

messages-title = Messages with the centre
messages-lead = Only the centre’s team reads what you write here. We never pass it on, and nobody else can see that you wrote.
messages-hours = We do not read messages day and night. We answer as soon as we can on the days we are open.
messages-danger = If you or a child are in danger now, ring 999.
messages-danger-about = If you cannot speak, ring 999 from a mobile, listen, and press 55 when you are asked.
messages-none = No messages yet
messages-none-next = Write to us about anything: a visit, your child, how you are, something you need.
messages-new = Write a new message
messages-to = Your messages with us
messages-from-centre = The centre
messages-from-you = You
messages-answered = We have answered
messages-read = Read it
messages-urgent-mark = urgent
messages-subject = What is it about?
messages-subject-hint = A few words, for example: Saturday, or a gift
messages-words = Your message
messages-urgent = This cannot wait
messages-urgent-hint = We look at these first when we are open. In danger, ring 999 instead.
messages-file = A picture or a PDF
messages-file-hint = You do not have to. We take out where and when a picture was taken. At most 8 MB.
messages-send = Send
messages-keep = Keep as a draft
messages-draft = Your draft is here. Nothing has been sent.
messages-again = Write again
messages-picture = Picture
messages-pdf = PDF
messages-save-file = Save the { $what } you sent
messages-all = All your messages
messages-notice-sent = Sent. We will answer here.
messages-notice-kept = Kept as a draft. Nothing has been sent.
