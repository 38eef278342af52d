-- What a member of staff is to the centre beyond their name. Somebody who left keeps their name in old records.
ALTER TABLE staff ADD COLUMN closed_at BIGINT;
ALTER TABLE staff ADD COLUMN supervised_by TEXT;
ALTER TABLE staff ADD COLUMN terms TEXT;

-- When they can come: a weekday and two times on the wall clock, every so many weeks.
CREATE TABLE staff_availability (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    weekday TEXT NOT NULL,
    from_clock TEXT NOT NULL,
    until_clock TEXT NOT NULL,
    every_weeks INTEGER NOT NULL CHECK (every_weeks BETWEEN 1 AND 12),
    starts_on INTEGER NOT NULL,
    until_on INTEGER,
    CHECK (until_clock > from_clock),
    CHECK (until_on IS NULL OR until_on >= starts_on)
);
CREATE INDEX staff_availability_staff ON staff_availability (staff);

-- When they are away. The reason is for co-ordinators.
CREATE TABLE staff_absence (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    CHECK (ends > starts)
);
CREATE INDEX staff_absence_ends ON staff_absence (centre, ends);

-- Whom they know: in their own words, and the adult a co-ordinator found behind the words. A declaration in
-- words stays as it is when it is linked: whoever declared it sees the same before and after.
CREATE TABLE staff_conflict (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    party TEXT REFERENCES party (id),
    looked_at BIGINT,
    CHECK (party IS NULL OR looked_at IS NOT NULL)
);
CREATE INDEX staff_conflict_staff ON staff_conflict (centre, staff);
CREATE INDEX staff_conflict_party ON staff_conflict (party);

-- Ties between colleagues, both ways round. Never taken back: what was hidden because of a tie stays hidden.
CREATE TABLE staff_tie (
    staff TEXT NOT NULL REFERENCES staff (id),
    other TEXT NOT NULL REFERENCES staff (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (staff, other),
    CHECK (staff <> other)
);

-- Who is on duty when.
CREATE TABLE duty (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    CHECK (ends > starts)
);
CREATE INDEX duty_starts ON duty (centre, starts);
CREATE INDEX duty_staff ON duty (staff, starts);

-- Somebody asks to be stood in for, or to exchange a duty with one of a colleague's.
CREATE TABLE cover_request (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    duty TEXT NOT NULL,
    exchange TEXT,
    asked_by TEXT NOT NULL REFERENCES staff (id),
    starts BIGINT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'taken', 'confirmed', 'refused', 'withdrawn')),
    taken_by TEXT REFERENCES staff (id),
    decided_at BIGINT,
    CHECK (state <> 'confirmed' OR taken_by IS NOT NULL)
);
CREATE INDEX cover_request_open ON cover_request (centre, state, starts);
CREATE UNIQUE INDEX cover_request_one ON cover_request (duty) WHERE state IN ('asked', 'taken');

-- What a member of staff and their supervisor talked over. Written once.
CREATE TABLE supervision_note (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    supervisor TEXT NOT NULL REFERENCES staff (id),
    day INTEGER NOT NULL,
    discussed TEXT NOT NULL,
    agreed TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX supervision_note_staff ON supervision_note (staff, at);
