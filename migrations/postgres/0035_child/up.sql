-- The child's own voice. One time at the tablet, opened by a member of staff for one child and one visit.
CREATE TABLE child_sitting (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    visit TEXT NOT NULL REFERENCES visit (id),
    child TEXT NOT NULL REFERENCES child (id),
    moment_kind TEXT NOT NULL CHECK (moment_kind IN ('before', 'after')),
    band TEXT NOT NULL CHECK (band IN ('under-5', '5-7', '8-11', '12-plus')),
    language TEXT NOT NULL,
    -- Who is with the child and hears what they say.
    account TEXT NOT NULL REFERENCES account (id),
    document TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    -- When the child had finished, or stopped.
    finished_at BIGINT,
    -- When staff took the tablet back.
    ended_at BIGINT,
    -- The hash of what the tablet holds; none where the answers come by another program.
    key_hash TEXT,
    CONSTRAINT child_sitting_key UNIQUE (key_hash)
);
CREATE INDEX child_sitting_family ON child_sitting (family, opened_at);
CREATE INDEX child_sitting_visit ON child_sitting (visit);

-- What a child answered, exactly. Never changed: what is answered again is another row.
CREATE TABLE child_answer (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    child TEXT NOT NULL REFERENCES child (id),
    sitting TEXT NOT NULL REFERENCES child_sitting (id),
    number INTEGER NOT NULL CHECK (number > 0),
    question TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT child_answer_number UNIQUE (sitting, number)
);
CREATE INDEX child_answer_family ON child_answer (family, at);
CREATE INDEX child_answer_child ON child_answer (child, at);

-- What became of an answer: what was done, that the child was told, what the child permits. Rows of their own.
CREATE TABLE child_answer_note (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    answer TEXT NOT NULL REFERENCES child_answer (id),
    -- In which order they were written: what a child permitted last is what stands.
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('done', 'told', 'permission')),
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    on_day INTEGER NOT NULL,
    -- Of a permission: what the child said to it.
    permitted BOOLEAN,
    document TEXT NOT NULL,
    UNIQUE (answer, number),
    CHECK ((kind = 'permission') = (permitted IS NOT NULL))
);
CREATE INDEX child_answer_note_answer ON child_answer_note (answer, at);

-- What the centre adds to the words that bring somebody to read an answer, or takes from them.
CREATE TABLE child_word (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    language TEXT NOT NULL,
    words TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);
CREATE INDEX child_word_centre ON child_word (centre, language, at);

-- Pictures for a child's page: of a room, or of a helper, who alone can send their own.
CREATE TABLE child_picture (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    room TEXT REFERENCES room (id),
    staff TEXT REFERENCES staff (id),
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    CHECK ((room IS NULL) <> (staff IS NULL)),
    CONSTRAINT child_picture_room UNIQUE (room),
    CONSTRAINT child_picture_staff UNIQUE (staff)
);

-- The page that tells a child about one visit.
CREATE TABLE child_page (
    visit TEXT NOT NULL REFERENCES visit (id),
    child TEXT NOT NULL REFERENCES child (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (visit, child)
);
CREATE INDEX child_page_family ON child_page (family);

-- postgres only
CREATE FUNCTION child_answer_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what a child said is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'child_answer_stays';
END $$;
CREATE TRIGGER child_answer_stays BEFORE UPDATE ON child_answer FOR EACH ROW EXECUTE FUNCTION child_answer_stays();
CREATE TRIGGER child_answer_note_stays BEFORE UPDATE ON child_answer_note FOR EACH ROW EXECUTE FUNCTION child_answer_stays();
CREATE TRIGGER child_answer_is_held BEFORE DELETE ON child_answer FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
-- end
