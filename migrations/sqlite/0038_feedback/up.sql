-- What an adult says of the centre, once for each occasion. It is theirs, and no other adult's.
CREATE TABLE feedback (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    occasion TEXT NOT NULL CHECK (occasion IN ('meeting', 'visits', 'review', 'end')),
    -- Which of its kind: the third visit, the sixth; the day of the review.
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    UNIQUE (party, occasion, number)
);
CREATE INDEX feedback_centre ON feedback (centre, at);
CREATE INDEX feedback_family ON feedback (family);

-- What was made public of a whole year of it, small numbers left out.
CREATE TABLE feedback_figures (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    until INTEGER NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    UNIQUE (centre, until)
);

-- You said, we did.
CREATE TABLE said_and_done (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    said TEXT NOT NULL,
    done TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX said_and_done_centre ON said_and_done (centre, at);
