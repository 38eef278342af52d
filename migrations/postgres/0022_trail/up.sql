-- A line says whether somebody looked or wrote, for which purpose, and which document it is about. Lines
-- of before have no purpose, and were sealed without these three.
ALTER TABLE audit_entry ADD COLUMN kind TEXT NOT NULL DEFAULT 'write' CHECK (kind IN ('read', 'write'));
ALTER TABLE audit_entry ADD COLUMN purpose TEXT NOT NULL DEFAULT '';
ALTER TABLE audit_entry ADD COLUMN document TEXT;
CREATE INDEX audit_entry_written ON audit_entry (family, kind, seq);
CREATE INDEX audit_entry_account ON audit_entry (account, seq);

-- The roots of whole subtrees of 256, 65,536, ... lines. They only save work: each can be made anew.
CREATE TABLE trail_node (
    centre TEXT NOT NULL REFERENCES centre (id),
    level INTEGER NOT NULL CHECK (level > 0),
    place BIGINT NOT NULL CHECK (place >= 0),
    hash TEXT NOT NULL,
    PRIMARY KEY (centre, level, place)
);

-- What was signed over the first so many lines.
CREATE TABLE trail_head (
    centre TEXT NOT NULL REFERENCES centre (id),
    size BIGINT NOT NULL CHECK (size > 0),
    at BIGINT NOT NULL,
    root TEXT NOT NULL,
    key TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (centre, size)
);

-- A parent asked who has looked at their family's record.
CREATE TABLE look_request (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    asked_at BIGINT NOT NULL,
    due_on INTEGER NOT NULL,
    extract TEXT,
    released_at BIGINT,
    released_by TEXT,
    CHECK ((released_at IS NULL) = (extract IS NULL))
);
CREATE UNIQUE INDEX look_request_open ON look_request (party) WHERE released_at IS NULL;
CREATE INDEX look_request_due ON look_request (centre, due_on, id);

-- What waits at the desk, so that the first page asks for all of it at once.
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
WHERE look_request.released_at IS NULL;

-- The trail is added to and never changed.
-- postgres only
CREATE FUNCTION trail_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is only added to' USING ERRCODE = 'check_violation';
END
$$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION trail_is_only_added_to();
CREATE TRIGGER audit_entry_whole BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION trail_is_only_added_to();
CREATE TRIGGER trail_node_stays BEFORE UPDATE OR DELETE ON trail_node
    FOR EACH ROW EXECUTE FUNCTION trail_is_only_added_to();
CREATE TRIGGER trail_node_whole BEFORE TRUNCATE ON trail_node
    FOR EACH STATEMENT EXECUTE FUNCTION trail_is_only_added_to();
CREATE TRIGGER trail_head_stays BEFORE UPDATE OR DELETE ON trail_head
    FOR EACH ROW EXECUTE FUNCTION trail_is_only_added_to();
CREATE TRIGGER trail_head_whole BEFORE TRUNCATE ON trail_head
    FOR EACH STATEMENT EXECUTE FUNCTION trail_is_only_added_to();
-- end
