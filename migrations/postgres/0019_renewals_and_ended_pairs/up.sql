-- What clearance is worked out from, so that the first page asks for it in one statement: who works here, what
-- each has to show, and what the centre asks of people now.
CREATE VIEW clearance_basis AS
SELECT 'staff' AS kind, id, centre, id AS staff, name, role, CAST(NULL AS TEXT) AS requirement,
    CAST(NULL AS TEXT) AS level, CAST(NULL AS TEXT) AS kinds, CAST(NULL AS INTEGER) AS from_day,
    CAST(NULL AS INTEGER) AS expires, CAST(NULL AS INTEGER) AS update_checked, CAST(NULL AS TEXT) AS standing,
    CAST(NULL AS TEXT) AS document
FROM staff WHERE closed_at IS NULL
UNION ALL
SELECT 'certificate', id, centre, staff, NULL, NULL, requirement, level, kinds, from_day, expires, update_checked,
    standing, NULL
FROM certificate
UNION ALL
SELECT 'policy', centre, centre, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, document
FROM clearance_policy
WHERE NOT EXISTS (
    SELECT 1 FROM clearance_policy later
    WHERE later.centre = clearance_policy.centre AND later.version > clearance_policy.version
);

-- That two people need not be kept apart any longer: one member of staff asks with a reason, another confirms or
-- keeps them apart. Once it is confirmed the pair is gone and stands here with everything that was known of it, so
-- that nothing that reads pairs can forget to leave out those that ended.
CREATE TABLE no_meeting_end (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    one TEXT NOT NULL REFERENCES party (id),
    other TEXT NOT NULL REFERENCES party (id),
    kept_apart_because TEXT NOT NULL,
    since BIGINT NOT NULL,
    reason TEXT NOT NULL,
    asked_by TEXT NOT NULL REFERENCES account (id),
    asked_staff TEXT,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'kept', 'ended')),
    decided_by TEXT REFERENCES account (id),
    decided_staff TEXT,
    decided_at BIGINT,
    CHECK (one <> other),
    CHECK ((state = 'asked') = (decided_at IS NULL)),
    CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
    CHECK (state <> 'ended' OR decided_by <> asked_by),
    CHECK (state <> 'ended' OR decided_staff IS NULL OR asked_staff IS NULL OR decided_staff <> asked_staff)
);
CREATE UNIQUE INDEX no_meeting_end_asked ON no_meeting_end (one, other) WHERE state = 'asked';
CREATE INDEX no_meeting_end_one ON no_meeting_end (one);
CREATE INDEX no_meeting_end_other ON no_meeting_end (other);

-- What waits at the desk, most of it on the way to a first visit, each from the moment at which it does.
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
WHERE no_meeting_end.state = 'asked';

-- What staff declared in words and nobody has linked to an adult, and every adult who came after the earliest of
-- those declarations was last looked at. Which of them may be meant is for the program to find.
CREATE VIEW look_again AS
SELECT 'declaration' AS kind, staff_conflict.id, staff_conflict.centre, staff_conflict.staff, staff.name,
    staff_conflict.words, staff_conflict.at, staff_conflict.looked_at, CAST(NULL AS TEXT) AS family,
    CAST(NULL AS TEXT) AS reference
FROM staff_conflict JOIN staff ON staff.id = staff_conflict.staff
WHERE staff_conflict.party IS NULL
UNION ALL
SELECT 'adult', party.id, party.centre, NULL, party.name, NULL, family.created, NULL, family.id, family.reference
FROM party
JOIN family ON family.id = party.family
JOIN (
    SELECT centre, MIN(COALESCE(looked_at, -1)) AS since FROM staff_conflict WHERE party IS NULL GROUP BY centre
) unlinked ON unlinked.centre = family.centre AND family.created > unlinked.since;

-- What was taken from a learning platform at once, with what became of each statement of it.
CREATE TABLE learning_import (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    statements INTEGER NOT NULL CHECK (statements > 0),
    kept INTEGER NOT NULL CHECK (kept BETWEEN 0 AND statements),
    answers TEXT NOT NULL
);
CREATE INDEX learning_import_at ON learning_import (centre, at, id);

-- A pair is taken away by two people or not at all, and what became of it is not rewritten.
-- postgres only
CREATE FUNCTION no_meeting_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM no_meeting_end
        WHERE no_meeting_end.one = OLD.one AND no_meeting_end.other = OLD.other AND no_meeting_end.since = OLD.at
            AND no_meeting_end.state = 'ended'
    ) THEN
        RAISE EXCEPTION 'two people take a pair away'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_meeting_ends';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting FOR EACH ROW EXECUTE FUNCTION no_meeting_ends();
CREATE FUNCTION no_meeting_end_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what became of a pair is not rewritten'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'no_meeting_end_stays';
END $$;
CREATE TRIGGER no_meeting_end_stays BEFORE UPDATE ON no_meeting_end FOR EACH ROW
    WHEN (OLD.state <> 'asked') EXECUTE FUNCTION no_meeting_end_stays();
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end FOR EACH ROW
    EXECUTE FUNCTION no_meeting_end_stays();
-- end
