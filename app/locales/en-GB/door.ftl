# Signing in.

door-title = Sign in
door-name = Your sign-in name
door-password = Password
door-enter = Sign in
door-help = If you cannot sign in, ask the centre. They will check who you are and help you.
# The same whether the name or the password is wrong: nobody learns who is known here.
door-wrong = The name or the password is not right
