-- What the calendar of a week shows of a visit, so that it is read from one place and no document is passed.
CREATE INDEX visit_calendar ON visit (centre, starts, id, family, room, state, ends, held_until, unsafe_code);
CREATE INDEX family_title ON family (id, title);

-- The secret address at which somebody's own calendar reads their own times. The secret itself is not kept.
CREATE TABLE feed (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL UNIQUE,
    names_place BOOLEAN NOT NULL,
    made BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE UNIQUE INDEX feed_account ON feed (account) WHERE revoked_at IS NULL;
