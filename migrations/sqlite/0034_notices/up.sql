-- With what notices are sent, as the program that serves was started last: for pages and for the terms.
CREATE TABLE notice_setting (
    centre TEXT PRIMARY KEY REFERENCES centre (id),
    by_email BOOLEAN NOT NULL,
    by_text BOOLEAN NOT NULL,
    sender TEXT,
    address TEXT,
    recheck_days INTEGER NOT NULL CHECK (recheck_days BETWEEN 1 AND 366),
    reminder_days INTEGER NOT NULL CHECK (reminder_days BETWEEN 1 AND 14)
);

-- By which way one adult said that a notice may reach them, when, and with which word of theirs (R26). What they
-- said lies sealed; it counts only as long as it is the way of their contact details.
CREATE TABLE safe_way (
    party TEXT PRIMARY KEY REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    -- Since when what is sent that way comes back.
    failing_since BIGINT
);

-- What is to be sent. It holds no address and no words: both are made when it is sent.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    because TEXT,
    made_at BIGINT NOT NULL,
    -- When it is looked at next.
    next_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    channel TEXT,
    -- Which sender has it in hand, and until when nobody else may take it.
    leased_by TEXT,
    lease_ends BIGINT,
    sent_at BIGINT,
    -- Why somebody put it away.
    reason TEXT,
    CHECK ((state = 'handing-over') = (leased_by IS NOT NULL)),
    CHECK ((leased_by IS NULL) = (lease_ends IS NULL)),
    CHECK (state <> 'handing-over' OR channel IS NOT NULL),
    CHECK (state NOT IN ('sent', 'bounced') OR sent_at IS NOT NULL),
    CHECK ((state = 'put-away') = (reason IS NOT NULL))
);
CREATE INDEX notice_next ON notice (centre, state, next_at);
CREATE INDEX notice_made ON notice (centre, made_at);
CREATE INDEX notice_of_family ON notice (family, made_at);
CREATE INDEX notice_of_party ON notice (party, kind, made_at);

-- What a notice is about: each thing once for each person and kind, and several things by one notice.
CREATE TABLE notice_about (
    party TEXT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    notice TEXT NOT NULL REFERENCES notice (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (party, kind, about)
);
CREATE INDEX notice_about_notice ON notice_about (notice);
