-- A complaint: an adult's from their own place, anybody's from outside, or one that staff were told. How it stands
-- is what its steps come to.
CREATE TABLE complaint (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    -- Whose family and which of its adults complains, where they are of one.
    family TEXT REFERENCES family (id),
    party TEXT REFERENCES party (id),
    origin TEXT NOT NULL CHECK (origin IN ('own', 'public', 'recorded')),
    about TEXT NOT NULL,
    document TEXT NOT NULL,
    account TEXT REFERENCES account (id),
    at BIGINT NOT NULL,
    -- Whether it says that somebody was harmed; then when somebody said what was done about that first.
    harm BOOLEAN NOT NULL,
    harm_seen_at BIGINT,
    stage TEXT NOT NULL CHECK (stage IN ('informal', 'first', 'second')),
    acknowledge_by BIGINT,
    acknowledged_at BIGINT,
    answer_by BIGINT NOT NULL,
    -- Who looks into it: somebody who works here, or somebody from outside.
    handler TEXT REFERENCES staff (id),
    outsider TEXT,
    outcome TEXT CHECK (outcome IN ('put-right', 'upheld', 'partly-upheld', 'not-upheld', 'withdrawn')),
    closed_at BIGINT,
    CHECK ((outcome IS NULL) = (closed_at IS NULL)),
    CHECK ((family IS NULL) = (party IS NULL)),
    CHECK (origin <> 'own' OR (party IS NOT NULL AND account IS NOT NULL)),
    CHECK (handler IS NULL OR outsider IS NULL),
    CHECK ((stage = 'informal') = (acknowledge_by IS NULL)),
    CHECK (outcome <> 'put-right' OR stage = 'informal'),
    CHECK (harm OR harm_seen_at IS NULL)
);
CREATE INDEX complaint_centre ON complaint (centre, at, id);
CREATE INDEX complaint_open ON complaint (centre, answer_by) WHERE closed_at IS NULL;
CREATE INDEX complaint_family ON complaint (family);
CREATE INDEX complaint_party ON complaint (party, at);

-- What was done with it, in order. None of it is ever changed.
CREATE TABLE complaint_step (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    number INTEGER NOT NULL CHECK (number > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    -- Nobody, where somebody without a sign-in made it.
    account TEXT REFERENCES account (id),
    at BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (complaint, number)
);

-- Whom of those who work here it is about. It is hidden from them, and from whoever is close to them.
CREATE TABLE complaint_concern (
    complaint TEXT NOT NULL REFERENCES complaint (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (complaint, staff)
);
CREATE INDEX complaint_concern_staff ON complaint_concern (staff);

-- What a centre changes because of it.
CREATE TABLE complaint_learning (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    complaint TEXT NOT NULL REFERENCES complaint (id),
    document TEXT NOT NULL,
    due INTEGER NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    done TEXT,
    done_at BIGINT,
    CHECK ((done IS NULL) = (done_at IS NULL))
);
CREATE INDEX complaint_learning_complaint ON complaint_learning (complaint, at);

-- Within how many working days a centre answers, where it has set that.
CREATE TABLE complaint_term (
    centre TEXT PRIMARY KEY REFERENCES centre (id),
    informal INTEGER NOT NULL CHECK (informal BETWEEN 1 AND 20),
    written INTEGER NOT NULL CHECK (written BETWEEN 5 AND 60),
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);

-- How an adult said themselves that they are reached safely, each time they changed it.
CREATE TABLE contact_change (
    party TEXT NOT NULL REFERENCES party (id),
    number INTEGER NOT NULL CHECK (number > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (party, number)
);
CREATE INDEX contact_change_family ON contact_change (family);

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
WHERE thread.waiting_since IS NOT NULL
UNION ALL
SELECT 'complaint', complaint.id, complaint.centre,
    CASE WHEN complaint.acknowledged_at IS NULL AND complaint.acknowledge_by IS NOT NULL
        AND complaint.acknowledge_by < complaint.answer_by
        THEN complaint.acknowledge_by ELSE complaint.answer_by END,
    complaint.at,
    CASE WHEN complaint.harm AND complaint.harm_seen_at IS NULL THEN 'harm'
        WHEN complaint.acknowledged_at IS NULL AND complaint.acknowledge_by IS NOT NULL THEN 'acknowledge'
        WHEN complaint.handler IS NULL AND complaint.outsider IS NULL AND complaint.stage <> 'informal' THEN 'assign'
        ELSE 'answer' END,
    complaint.stage, NULL
FROM complaint WHERE complaint.closed_at IS NULL OR (complaint.harm AND complaint.harm_seen_at IS NULL)
UNION ALL
-- An adult who said so long ago by what way notices may reach them that they are asked again, or whose notices come
-- back. Where a centre has set nothing it is after ninety days, as in app/src/notice/settings.rs; on the last day on
-- which it counts rather than after it.
SELECT 'recheck', family.id || '/people/' || party.id, party.centre,
    COALESCE(safe_way.failing_since, safe_way.confirmed_at),
    COALESCE(
        safe_way.failing_since,
        safe_way.confirmed_at + COALESCE(notice_setting.recheck_days, 90) * CAST(86400000000 AS BIGINT)
    ),
    CASE WHEN safe_way.failing_since IS NOT NULL THEN 'failing' END, family.title, party.name
FROM safe_way
JOIN party ON party.id = safe_way.party
JOIN family ON family.id = party.family
LEFT JOIN notice_setting ON notice_setting.centre = safe_way.centre
WHERE party.account IS NOT NULL AND family.stage IN ('preparing', 'active', 'suspended');

-- postgres only
CREATE FUNCTION complaint_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was done is never changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_step_stays';
END $$;
CREATE TRIGGER complaint_step_stays BEFORE UPDATE ON complaint_step FOR EACH ROW
    EXECUTE FUNCTION complaint_step_stays();
CREATE TRIGGER contact_change_stays BEFORE UPDATE ON contact_change FOR EACH ROW
    EXECUTE FUNCTION complaint_step_stays();
CREATE TRIGGER complaint_is_held BEFORE DELETE ON complaint FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
-- end
