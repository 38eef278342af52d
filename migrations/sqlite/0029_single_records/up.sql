-- When a draft was last written, from which the time runs for which it is kept.
ALTER TABLE referral ADD COLUMN changed BIGINT;
ALTER TABLE application ADD COLUMN changed BIGINT;
-- When what was kept of a member of staff who left was destroyed. Their name stays under what they wrote.
ALTER TABLE staff ADD COLUMN destroyed_at BIGINT;

-- The destruction log of what is no family. Enquiries and drafts the program destroys by itself, and nobody has
-- proposed them; of everything else the line names the record only until it is decided.
CREATE TABLE single_destruction (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    record TEXT,
    kept_until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    proposed_by TEXT REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'done', 'declined')),
    decided_by TEXT REFERENCES account (id),
    decided_at BIGINT,
    decided_because TEXT,
    records_gone INTEGER,
    rows_gone INTEGER,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK (proposed_by IS NOT NULL OR (class IN ('enquiry', 'draft') AND state = 'done')),
    CHECK ((state = 'proposed') = (record IS NOT NULL)),
    CHECK ((state = 'done') = (rows_gone IS NOT NULL)),
    CHECK (state = 'proposed' OR decided_at IS NOT NULL),
    CHECK (state = 'proposed' OR decided_by IS NOT NULL OR proposed_by IS NULL)
);
CREATE UNIQUE INDEX single_destruction_one ON single_destruction (kind, record) WHERE record IS NOT NULL;
CREATE INDEX single_destruction_at ON single_destruction (centre, proposed_at, id);
