-- What one adult and the centre write to each other (R29). Nobody else is ever a reader of it.
CREATE TABLE thread (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    subject TEXT NOT NULL,
    last_at BIGINT NOT NULL,
    -- Since when the centre owes an answer; empty where it owes none.
    waiting_since BIGINT,
    is_urgent BOOLEAN NOT NULL,
    assigned TEXT REFERENCES staff (id),
    -- How what waited was settled without an answer.
    settled TEXT,
    CHECK (waiting_since IS NOT NULL OR NOT is_urgent)
);
CREATE INDEX thread_of_party ON thread (party, last_at);
CREATE INDEX thread_family ON thread (family, last_at);
CREATE INDEX thread_waits ON thread (centre, waiting_since);
CREATE INDEX thread_last ON thread (centre, last_at);

CREATE TABLE message (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    thread TEXT NOT NULL REFERENCES thread (id),
    number INTEGER NOT NULL CHECK (number > 0),
    account TEXT NOT NULL REFERENCES account (id),
    -- Whether the adult wrote it, and not the centre.
    from_adult BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    is_urgent BOOLEAN NOT NULL,
    -- Of an answer of the centre: since when the adult had waited for it.
    waited_since BIGINT,
    CONSTRAINT message_number UNIQUE (thread, number),
    CHECK (from_adult OR NOT is_urgent),
    CHECK (waited_since IS NULL OR NOT from_adult)
);
CREATE INDEX message_account ON message (account, at);
CREATE INDEX message_at ON message (centre, at);

CREATE TABLE message_file (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    message TEXT NOT NULL REFERENCES message (id),
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    bytes BYTEA NOT NULL
);
CREATE INDEX message_file_message ON message_file (message);

-- A message that seems to ask for something to be passed on (R16), and what a member of staff made of it.
CREATE TABLE message_concern (
    message TEXT PRIMARY KEY REFERENCES message (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    decision TEXT,
    words TEXT,
    account TEXT REFERENCES account (id),
    at BIGINT,
    CHECK ((decision IS NULL) = (at IS NULL) AND (decision IS NULL) = (account IS NULL) AND (decision IS NULL) = (words IS NULL))
);
CREATE INDEX message_concern_open ON message_concern (centre, decision);

-- What somebody has begun to write and not sent: one to each thread, and one for a new one.
CREATE TABLE message_draft (
    account TEXT NOT NULL REFERENCES account (id),
    -- The thread, or the adult with whom a new one would begin.
    place TEXT NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    document TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, place)
);
CREATE INDEX message_draft_family ON message_draft (family);

-- What staff write again and again. It names nobody.
CREATE TABLE message_template (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX message_template_centre ON message_template (centre, title);

-- What waits at the desk, with what adults wrote and what of it somebody has to look at.
DROP VIEW desk;
CREATE VIEW desk AS
SELECT 'enquiry' AS kind, id, centre, at, at AS waits_from, document AS said, CAST(NULL AS TEXT) AS title,
    CAST(NULL AS TEXT) AS who
FROM enquiry WHERE outcome IS NULL
UNION ALL
SELECT 'application', id, centre, COALESCE(submitted, created), COALESCE(submitted, created), NULL, NULL, NULL
FROM application WHERE state = 'submitted'
UNION ALL
SELECT 'meeting', meeting.id, meeting.centre, meeting.starts, meeting.ends, NULL, family.title, party.name
FROM meeting JOIN family ON family.id = meeting.family JOIN party ON party.id = meeting.party
WHERE meeting.state = 'arranged'
UNION ALL
SELECT 'pair', no_meeting_end.id, no_meeting_end.centre, no_meeting_end.asked_at, no_meeting_end.asked_at,
    no_meeting_end.asked_by, family.title, family.id
FROM no_meeting_end JOIN party ON party.id = no_meeting_end.one JOIN family ON family.id = party.family
WHERE no_meeting_end.state = 'asked'
UNION ALL
SELECT 'looked', look_request.id, look_request.centre, look_request.asked_at, look_request.asked_at, NULL,
    family.title, party.name
FROM look_request JOIN family ON family.id = look_request.family JOIN party ON party.id = look_request.party
WHERE look_request.released_at IS NULL
UNION ALL
SELECT 'breach', id, centre, aware_at, aware_at, risk, commissioner, NULL
FROM breach
WHERE closed_at IS NULL AND told_at IS NULL AND (commissioner IS NULL OR commissioner = 'tell')
UNION ALL
SELECT 'message', thread.id, thread.centre, thread.waiting_since, thread.waiting_since,
    CASE WHEN thread.is_urgent THEN 'urgent' END, family.title, party.name
FROM thread JOIN family ON family.id = thread.family JOIN party ON party.id = thread.party
WHERE thread.waiting_since IS NOT NULL;

-- What was written stays as it was written: nobody can say afterwards that they said something else.
-- postgres only
CREATE FUNCTION message_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a message is never changed' USING ERRCODE = 'check_violation', CONSTRAINT = 'message_stays';
END $$;
CREATE TRIGGER message_stays BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION message_stays();
CREATE TRIGGER thread_is_held BEFORE DELETE ON thread FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
-- end
