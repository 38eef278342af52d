# Signing in.

door-title = Sign in
door-name = Your sign-in name
door-password = Password
door-shared = This is the centre’s tablet
door-shared-hint = Tick this only on a tablet that several of the centre’s people use. It signs you out sooner.
door-enter = Sign in
door-or-passkey = Or with a passkey
door-passkey = Sign in with a passkey
door-to-recovery = I have a code from the centre
door-help = If you cannot sign in, ask the centre. They will check who you are and help you.
# The same whether the name or the password is wrong: nobody learns who is known here.
door-wrong = The name or the password is not right

## The second step

second-title = One more step
second-lead = Your password is right. Now show that it is you.
second-passkey = Use your passkey
second-code = Six digits from your authenticator app
second-code-hint = Each code works once.
second-wrong = This code is not right, or it has been used. Wait for the next one.
second-begin-again = Sign in as somebody else

## Passkeys

passkey-failed = That did not work. Try again.
passkey-lacking = This browser cannot use passkeys. Use the other way.
# The same whatever was wrong.
passkey-unknown = This passkey does not open this sign-in
passkey-name = What will you call it?
passkey-name-hint = For example “My phone”. It helps you know it again in a list.
passkey-about = A passkey is kept by your phone, tablet or computer. You use it with your finger, your face or the code of your screen. Do not make one on a device that somebody else can unlock.
passkey-make = Make the passkey
passkey-remove-about = If you take it away here, it opens nothing any more.

## Setting up a second step

set-up-title = Set up a second step
set-up-lead = A password alone can be guessed or read over your shoulder. So you need one thing more to come in.
set-up-which = A passkey is the safest and the quickest. If your device cannot make one, use an authenticator app.
set-up-passkey = Make a passkey
set-up-app = Use an authenticator app
app-about = An authenticator app shows a new code every half minute. Open yours and point it at the picture.
app-picture = A picture that your authenticator app reads
app-by-hand = Or type this into the app:
app-code-hint = The code that the app shows now.
app-enter = Finish

## Coming in again with a code from the centre

returning-title = Come in with a code
returning-lead = Somebody at the centre has checked who you are and given you a code.
returning-code = The code
returning-code-hint = Ten letters and digits. It works once, for half an hour.
returning-enter = Go on
# The same whether the name, the code or its time is wrong.
returning-wrong = The name or the code is not right, or its time is over
returning-done = You are almost in
returning-done-lead = Everything you signed in with before has stopped working.
returning-which = Make a passkey, or choose a new password.

## A password

password-title = Choose a new password
password-about = You are signed out everywhere else when you change it.
password-new = New password
password-hint = At least 10 characters. Three words that have nothing to do with you are good.
password-save = Save the password

## Changing places on the centre's tablet

quick-title = Change places with a PIN
quick-who = Who are you?
quick-pin = Your PIN on this tablet
quick-pin-hint = Three wrong PINs take the PIN away.
quick-enter = Change places
quick-wrong = This PIN is not right, or it has ended. After three wrong ones, sign in with your name.
quick-otherwise = Sign in with your name
quick-nobody = Nobody has a PIN here
quick-nobody-about = Sign in with your name first, and say that this is the centre’s tablet. Then set a PIN.
pin-title = Set a PIN on this tablet
pin-about = With a PIN you change places quickly on the centre’s tablet. It works on this tablet only, until the end of the day. Some pages ask for your password all the same.
pin-elsewhere = You can set a PIN only on the centre’s tablet. Sign in there and tick “This is the centre’s tablet”.
pin-choose = Choose a PIN
pin-choose-hint = 4 to 8 digits.
pin-bad = Use 4 to 8 digits, and not all the same or in a row
pin-save = Set the PIN
pin-until = Your PIN here works until { $when }.
pin-remove = Take my PINs away

## Showing again that it is you

prove-title = Is it you?
prove-lead = What comes next is only for you. Show that it is you who sits here.
prove-nothing-lost = What you typed is not lost. A file has to be chosen again.
prove-wrong = The password is not right
prove-enter = It is me
prove-done = Thank you
prove-done-lead = What you typed is still here.
prove-go-on = Go on

## One's own sign-in

security-title = Your sign-in
security-lead = How you sign in, and where you are signed in now. Nobody else can see this page.
security-passkeys = Passkeys
security-no-passkeys = You have no passkey.
security-used = Last used: { $when }
security-never = Not yet
security-remove = Take away
security-app = Authenticator app
security-no-app = You have no authenticator app.
security-app-since = You have had one since { $day }.
security-app-again = Set up another in its place
security-app-remove = Take the app away
security-password = Password
security-sessions = Where you are signed in
security-here = Here, now
security-end = Sign out there
security-end-title = Sign out on another device
security-end-about = It is signed out at once.
security-end-others = Sign out everywhere else
security-device = Device
security-since = Since
security-last-used = Last used
security-let-in = When the centre let you in again
security-let-in-what = The centre gave you a new way to sign in. What you signed in with before stopped working.
security-let-in-about = If you did not ask for this, tell the centre now. Somebody may have pretended to be you.
seat-own = your own device
seat-shared = the centre’s tablet
