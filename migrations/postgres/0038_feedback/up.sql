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

-- What is so of one adult's own side, for what is put before them: what they answered, what is hard for them,
-- their meetings, and the visits by their own times. The other side's columns are not in it.
CREATE VIEW own_fact AS
SELECT 'feedback' AS kind, party, occasion AS word, number, at, CAST(NULL AS TEXT) AS document FROM feedback
UNION ALL
SELECT 'need', party, '', 0, at, document FROM guide_need
UNION ALL
SELECT 'meeting', party, state, 0, starts, NULL FROM meeting
UNION ALL
SELECT 'visit', party.id, visit.state, 0, visit.child_arrives, NULL
FROM visit JOIN party ON party.family = visit.family WHERE party.side = 'resident'
UNION ALL
SELECT 'visit', party.id, visit.state, 0, visit.visiting_arrives, NULL
FROM visit JOIN party ON party.family = visit.family WHERE party.side = 'visiting';
