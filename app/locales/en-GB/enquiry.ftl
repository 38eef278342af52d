# Asking the centre something.

enquiry-title = Ask us something
enquiry-lead = We answer within two working days. If you or a child are in danger now, call 999.
enquiry-name = What would you like to be called?
enquiry-name-hint = A first name is enough.
enquiry-question = What would you like to ask?
enquiry-safe-channel = How is it safe to reach you?
enquiry-reach-me-at = The number or address for that
enquiry-reach-me-at-hint = Leave this empty if you will contact us.
enquiry-when = When is it safe, and is there a word we should say first?
enquiry-sent = We have your question
enquiry-sent-lead = We will only reach you in the way you said is safe. If you chose to contact us, call when it suits you.

## Ways to reach somebody

safe-channel-telephone = Telephone
safe-channel-text = Text message
safe-channel-email = E-mail
safe-channel-do-not-contact = Do not contact me: I will contact you
