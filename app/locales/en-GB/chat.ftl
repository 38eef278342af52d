# Talking to the centre in a chat. Nothing here tells how many others wait, nor whether anybody has read anything.

chat-title = Talk to us now
chat-lead = You need no account. Nothing you say is kept unless you ask us to keep it.
chat-danger = If you or a child are in danger, call 999. If somebody may see this screen, press “Exit this page”. You can come back here until you close the browser.
chat-name-hint = A first name, any name, or nothing.
chat-begin = Begin
chat-closed = Nobody is free to talk just now. You can leave us a question, and say how it is safe to reach you.
chat-you = You
chat-said = What was said
chat-waiting = Somebody will be with you soon
chat-waiting-lead = Leave this page open. It goes on by itself when somebody is here.
chat-stop-waiting = Stop waiting
chat-talking = You are talking to us
chat-say = What you say
chat-look = Look for an answer
chat-end = End the chat
chat-ended = The chat has ended
chat-ended-lead = If you close this page now, nothing you said is kept.
chat-keep = Shall we keep what was said?
chat-keep-hint = Yes: the people who lead our work can read it, so that you need not say it twice. No: every word is thrown away.
chat-finish = Finish
chat-finished = Thank you
chat-finished-lead = We did as you asked. We will only reach you in the way you said is safe.
chat-not-said = We did not get this
chat-not-said-next = The chat had ended before you sent it. You can send it as a question.
