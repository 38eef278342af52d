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
DROP TRIGGER no_meeting_end_is_kept;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end BEGIN
    SELECT RAISE(ABORT, 'no_meeting_end_stays');
END;
DROP TRIGGER no_meeting_ends;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting WHEN NOT EXISTS (
    SELECT 1 FROM no_meeting_end
    WHERE no_meeting_end.one = OLD.one AND no_meeting_end.other = OLD.other AND no_meeting_end.since = OLD.at
        AND no_meeting_end.state = 'ended'
) BEGIN
    SELECT RAISE(ABORT, 'no_meeting_ends');
END;
DROP TRIGGER party_is_held;
DROP TRIGGER child_is_held;
DROP TRIGGER referral_is_held;
DROP TRIGGER meeting_is_held;
DROP TRIGGER assessment_is_held;
DROP TRIGGER plan_is_held;
DROP TRIGGER court_order_is_held;
DROP TRIGGER visit_is_held;
DROP TRIGGER incident_is_held;
DROP TRIGGER review_is_held;
DROP TRIGGER report_is_held;
DROP TRIGGER note_is_held;
DROP TRIGGER visit_event_is_held;
DROP TRIGGER family_is_held;
DROP TRIGGER family_is_destroyed;
DROP TRIGGER legal_hold_is_lifted;
DROP VIEW retention_basis;
DROP TABLE breach_step;
DROP TABLE breach;
DROP TABLE destruction;
DROP TABLE legal_hold;
DROP TABLE retention_term;
DROP TABLE subject_passage;
DROP TABLE subject_request;
