-- How somebody who booked a first call wishes to be reminded of it, sealed: by what way, where, in which language.
ALTER TABLE first_call ADD COLUMN reminder TEXT;

-- A notice is for an adult of a family, or for somebody who booked a first call, at the time they booked it for.
CREATE TABLE notice_anew (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT REFERENCES family (id),
    party TEXT REFERENCES party (id),
    first_call TEXT REFERENCES first_call (id),
    call_starts BIGINT,
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
    CHECK ((family IS NULL) = (party IS NULL)),
    CHECK ((party IS NULL) = (first_call IS NOT NULL)),
    CHECK ((first_call IS NULL) = (call_starts IS NULL)),
    CHECK ((state = 'handing-over') = (leased_by IS NOT NULL)),
    CHECK ((leased_by IS NULL) = (lease_ends IS NULL)),
    CHECK (state <> 'handing-over' OR channel IS NOT NULL),
    CHECK (state NOT IN ('sent', 'bounced') OR sent_at IS NOT NULL),
    CHECK ((state = 'put-away') = (reason IS NOT NULL))
);
INSERT INTO notice_anew (
    id, centre, family, party, kind, state, because, made_at, next_at, attempts, channel,
    leased_by, lease_ends, sent_at, reason
)
SELECT id, centre, family, party, kind, state, because, made_at, next_at, attempts, channel,
    leased_by, lease_ends, sent_at, reason
FROM notice;
CREATE TABLE notice_about_anew (
    party TEXT NOT NULL REFERENCES party (id),
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    notice TEXT NOT NULL REFERENCES notice_anew (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (party, kind, about)
);
INSERT INTO notice_about_anew (party, kind, about, centre, notice, at)
SELECT party, kind, about, centre, notice, at FROM notice_about;
DROP TABLE notice_about;
DROP TABLE notice;
ALTER TABLE notice_anew RENAME TO notice;
ALTER TABLE notice_about_anew RENAME TO notice_about;
CREATE INDEX notice_next ON notice (centre, state, next_at);
CREATE INDEX notice_made ON notice (centre, made_at);
CREATE INDEX notice_of_family ON notice (family, made_at);
CREATE INDEX notice_of_party ON notice (party, kind, made_at);
CREATE INDEX notice_about_notice ON notice_about (notice);
CREATE UNIQUE INDEX notice_of_call ON notice (first_call, kind, call_starts);
