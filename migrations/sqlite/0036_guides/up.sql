-- A guide as a centre has worded it. What nobody worded anew is shown as it comes with the program.
CREATE TABLE guide_edition (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    guide TEXT NOT NULL,
    language TEXT NOT NULL,
    easy BOOLEAN NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    -- Who worded it; nobody, where the words that come with the program were read through as they are.
    account TEXT REFERENCES account (id),
    at BIGINT NOT NULL,
    -- Readers see it from when a second person has read it.
    reviewed_by TEXT REFERENCES account (id),
    reviewed_at BIGINT,
    -- A centre goes back to the words that come with the program, or nobody wanted these.
    ended_at BIGINT,
    UNIQUE (centre, guide, language, easy, number),
    CHECK ((reviewed_by IS NULL) = (reviewed_at IS NULL)),
    CHECK (reviewed_by IS NULL OR account IS NULL OR reviewed_by <> account),
    CHECK (account IS NOT NULL OR reviewed_by IS NOT NULL)
);

-- What is hard just now for one adult, as staff heard it from them: it is theirs, and no other adult's.
CREATE TABLE guide_need (
    party TEXT PRIMARY KEY REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);
CREATE INDEX guide_need_family ON guide_need (family);
