-- Clearance is worked out from dates (R9); the day that somebody kept up by hand is gone.
ALTER TABLE staff DROP COLUMN cleared_until;

-- What a centre asks of people, as it stood from version to version. Without a row the national default holds.
CREATE TABLE clearance_policy (
    centre TEXT NOT NULL REFERENCES centre (id),
    version INTEGER NOT NULL CHECK (version > 0),
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (centre, version)
);

CREATE TABLE course (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL,
    requirement TEXT NOT NULL,
    kinds TEXT NOT NULL,
    months INTEGER CHECK (months > 0),
    activity TEXT,
    CONSTRAINT course_name UNIQUE (centre, name),
    CONSTRAINT course_activity UNIQUE (centre, activity)
);

CREATE TABLE training (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    course TEXT NOT NULL REFERENCES course (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    place TEXT NOT NULL,
    places INTEGER NOT NULL CHECK (places > 0),
    CHECK (ends > starts)
);
CREATE INDEX training_starts ON training (centre, starts, id);

CREATE TABLE training_place (
    training TEXT NOT NULL REFERENCES training (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    booked_at BIGINT NOT NULL,
    attended BOOLEAN,
    PRIMARY KEY (training, staff)
);

-- What somebody has to show. One that counts was checked by a second person, whatever the program thinks.
CREATE TABLE certificate (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    requirement TEXT NOT NULL,
    level TEXT,
    kinds TEXT NOT NULL,
    from_day INTEGER NOT NULL,
    expires INTEGER,
    update_checked INTEGER,
    words TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('waiting', 'checked', 'refused', 'revoked')),
    added_by TEXT NOT NULL REFERENCES account (id),
    added_staff TEXT,
    added_at BIGINT NOT NULL,
    decided_by TEXT REFERENCES account (id),
    decided_staff TEXT,
    decided_at BIGINT,
    revoked_by TEXT REFERENCES account (id),
    revoked_at BIGINT,
    reason TEXT,
    training TEXT REFERENCES training (id),
    filename TEXT,
    media_type TEXT,
    sha256 TEXT,
    bytes BLOB,
    CHECK (expires >= from_day),
    CHECK (standing IN ('waiting', 'refused') OR (decided_by IS NOT NULL AND decided_staff IS NOT NULL)),
    CHECK (standing IN ('waiting', 'refused') OR decided_by <> added_by),
    CHECK (standing IN ('waiting', 'refused') OR decided_staff <> staff),
    CHECK (standing IN ('waiting', 'refused') OR added_staff IS NULL OR decided_staff <> added_staff)
);
CREATE INDEX certificate_staff ON certificate (centre, staff);
CREATE INDEX certificate_waiting ON certificate (centre, added_at, id) WHERE standing = 'waiting';
CREATE UNIQUE INDEX certificate_training ON certificate (training, staff) WHERE training IS NOT NULL;

-- By what name a learning platform knows somebody.
CREATE TABLE learner (
    centre TEXT NOT NULL REFERENCES centre (id),
    identity TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (centre, identity)
);
CREATE INDEX learner_staff ON learner (staff);

-- Results of a learning platform that were kept, each once.
CREATE TABLE learning_statement (
    centre TEXT NOT NULL REFERENCES centre (id),
    id TEXT NOT NULL,
    certificate TEXT NOT NULL REFERENCES certificate (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (centre, id)
);
