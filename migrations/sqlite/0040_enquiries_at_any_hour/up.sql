-- An enquiry says what it may: a caller may have to hang up. What cannot wait stands beside it, for the desk.
ALTER TABLE enquiry ADD COLUMN is_urgent BOOLEAN NOT NULL DEFAULT FALSE;
-- The enquiry a task comes from, where a caller said that there is danger.
ALTER TABLE task ADD COLUMN enquiry TEXT REFERENCES enquiry (id);

-- What an enquiry became, with nothing typed twice.
CREATE TABLE enquiry_became (
    enquiry TEXT PRIMARY KEY REFERENCES enquiry (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    referral TEXT REFERENCES referral (id),
    application TEXT REFERENCES application (id),
    at BIGINT NOT NULL,
    CHECK ((referral IS NULL) <> (application IS NULL))
);
CREATE INDEX enquiry_became_referral ON enquiry_became (referral);
CREATE INDEX enquiry_became_application ON enquiry_became (application);

-- A further e-mail of somebody who asked before.
CREATE TABLE enquiry_letter (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    enquiry TEXT NOT NULL REFERENCES enquiry (id),
    at BIGINT NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX enquiry_letter_enquiry ON enquiry_letter (enquiry, at);

-- By what an e-mail that was taken is known again: hashes of its place in the mailbox, of what it says, and of the
-- name its sender gave it.
CREATE TABLE mail_mark (
    centre TEXT NOT NULL REFERENCES centre (id),
    mark TEXT NOT NULL,
    enquiry TEXT REFERENCES enquiry (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (centre, mark)
);
CREATE INDEX mail_mark_enquiry ON mail_mark (enquiry);

-- Times at which somebody of the centre's own can be spoken with: every week, or on one day. Times of London's clock.
CREATE TABLE first_call_time (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    weekday TEXT,
    day INTEGER,
    from_clock INTEGER NOT NULL,
    until_clock INTEGER NOT NULL,
    made_at BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK ((weekday IS NULL) <> (day IS NULL)),
    CHECK (from_clock >= 0 AND until_clock >= from_clock + 30 AND until_clock < 1440)
);
CREATE INDEX first_call_time_centre ON first_call_time (centre, ended_at);

-- A first call that is booked. Who booked it stands in its enquiry, and nowhere else.
CREATE TABLE first_call (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    enquiry TEXT NOT NULL UNIQUE REFERENCES enquiry (id),
    account TEXT NOT NULL REFERENCES account (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('telephone', 'video')),
    state TEXT NOT NULL CHECK (state IN ('booked', 'cancelled', 'done', 'no-answer')),
    secret TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CHECK (ends > starts)
);
CREATE INDEX first_call_starts ON first_call (centre, starts);

-- Nobody has two calls at once, nor the same time open twice, whoever writes it (decision 13).
CREATE TRIGGER first_call_apart_insert BEFORE INSERT ON first_call WHEN NEW.state = 'booked' AND EXISTS (
    SELECT 1 FROM first_call other WHERE other.account = NEW.account AND other.state = 'booked'
        AND other.starts < NEW.ends AND NEW.starts < other.ends
) BEGIN
    SELECT RAISE(ABORT, 'first_call_apart');
END;
CREATE TRIGGER first_call_apart_update BEFORE UPDATE ON first_call WHEN NEW.state = 'booked' AND EXISTS (
    SELECT 1 FROM first_call other WHERE other.account = NEW.account AND other.state = 'booked'
        AND other.starts < NEW.ends AND NEW.starts < other.ends AND other.id <> NEW.id
) BEGIN
    SELECT RAISE(ABORT, 'first_call_apart');
END;
CREATE TRIGGER first_call_time_apart_insert BEFORE INSERT ON first_call_time WHEN NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM first_call_time other WHERE other.account = NEW.account AND other.ended_at IS NULL
        AND COALESCE(other.weekday, other.day) = COALESCE(NEW.weekday, NEW.day)
        AND other.from_clock < NEW.until_clock AND NEW.from_clock < other.until_clock
) BEGIN
    SELECT RAISE(ABORT, 'first_call_time_apart');
END;
CREATE TRIGGER first_call_time_apart_update BEFORE UPDATE ON first_call_time WHEN NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM first_call_time other WHERE other.account = NEW.account AND other.ended_at IS NULL
        AND COALESCE(other.weekday, other.day) = COALESCE(NEW.weekday, NEW.day)
        AND other.from_clock < NEW.until_clock AND NEW.from_clock < other.until_clock AND other.id <> NEW.id
) BEGIN
    SELECT RAISE(ABORT, 'first_call_time_apart');
END;

-- What waits at the desk: a call that is booked waits on the day before it and no longer among the questions.
DROP VIEW desk;
CREATE VIEW desk AS
SELECT 'enquiry' AS kind, id, centre, at, at AS waits_from, document AS said,
    CASE WHEN is_urgent THEN 'urgent' ELSE CAST(NULL AS TEXT) END AS title, CAST(NULL AS TEXT) AS who
FROM enquiry
WHERE outcome IS NULL AND NOT EXISTS (
    SELECT 1 FROM first_call WHERE first_call.enquiry = enquiry.id AND first_call.state = 'booked'
)
UNION ALL
SELECT 'call', enquiry.id, enquiry.centre, first_call.starts, first_call.starts - 86400000000, enquiry.document,
    first_call.account, first_call.way
FROM first_call JOIN enquiry ON enquiry.id = first_call.enquiry
WHERE first_call.state = 'booked' AND enquiry.outcome IS NULL
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
