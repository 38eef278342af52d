# When there is no ordinary answer.

problem-not-found = There is nothing here
problem-not-found-detail = There is no such page or record, or it is not one that you can see.
problem-not-allowed = You cannot do this
problem-not-allowed-detail = Your role does not include this. Ask the co-ordinator if you think it should.
problem-unreadable = This cannot be read
problem-unreadable-detail = The form could not be read. Go back and send it again.
problem-too-large = This is too large
problem-too-large-detail = Send at most { NUMBER($kilobytes) } KB.
problem-invalid = There is a problem with what was entered
problem-refused = This cannot be done now
problem-slow-down = Too many tries
problem-slow-down-detail = Wait a minute, then try again.
problem-broken = Something went wrong
problem-broken-detail = It is our fault, and it has been written down. Nothing you sent was half kept.
problem-to-first-page = Go to the first page
