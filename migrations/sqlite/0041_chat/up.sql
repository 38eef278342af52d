-- On which hours of the week somebody can be talked to in the chat. Minutes past midnight, in London's time.
CREATE TABLE chat_hours (
    centre TEXT NOT NULL REFERENCES centre (id),
    weekday TEXT NOT NULL CHECK (weekday IN
        ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    opens INTEGER NOT NULL CHECK (opens >= 0),
    closes INTEGER NOT NULL CHECK (closes < 1440),
    PRIMARY KEY (centre, weekday),
    CHECK (opens < closes)
);

-- Who has said that they are there for chats, and until when that counts.
CREATE TABLE chat_desk (
    account TEXT PRIMARY KEY REFERENCES account (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    until BIGINT NOT NULL
);

-- A chat: an enquiry whose asker waits for an answer. The code by which they come back is kept as a hash.
CREATE TABLE chat (
    enquiry TEXT PRIMARY KEY REFERENCES enquiry (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    code_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'open', 'ended')),
    at BIGINT NOT NULL,
    -- Whoever answers it now.
    taken_by TEXT REFERENCES account (id),
    taken_at BIGINT,
    -- When anything was last written.
    last_at BIGINT NOT NULL,
    ended_at BIGINT,
    ended_by TEXT CHECK (ended_by IN ('visitor', 'staff', 'time')),
    -- What the asker wants to become of what was said.
    keeps TEXT NOT NULL CHECK (keeps IN ('undecided', 'kept', 'let-go')),
    CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
    CHECK (state <> 'open' OR taken_by IS NOT NULL),
    CHECK (state <> 'waiting' OR taken_by IS NULL),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL) AND (ended_at IS NULL) = (ended_by IS NULL)),
    CHECK (keeps = 'undecided' OR state = 'ended')
);
CREATE INDEX chat_state ON chat (centre, state, at);

-- What was said, in order. It is never changed; it goes if the asker wishes so.
CREATE TABLE chat_line (
    enquiry TEXT NOT NULL REFERENCES chat (enquiry),
    place INTEGER NOT NULL CHECK (place > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    at BIGINT NOT NULL,
    -- Whoever of the centre said it; nobody where the asker did.
    account TEXT REFERENCES account (id),
    words TEXT NOT NULL,
    PRIMARY KEY (enquiry, place)
);

CREATE TRIGGER chat_line_stays BEFORE UPDATE ON chat_line BEGIN
    SELECT RAISE(ABORT, 'chat_line_stays');
END;
