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
-- postgres only
DROP TRIGGER no_meeting_end_is_kept ON no_meeting_end;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end FOR EACH ROW
    EXECUTE FUNCTION no_meeting_end_stays();
DROP TRIGGER no_meeting_ends ON no_meeting;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting FOR EACH ROW EXECUTE FUNCTION no_meeting_ends();
DROP FUNCTION is_being_destroyed(TEXT);
DROP TRIGGER party_is_held ON party;
DROP TRIGGER child_is_held ON child;
DROP TRIGGER referral_is_held ON referral;
DROP TRIGGER meeting_is_held ON meeting;
DROP TRIGGER assessment_is_held ON assessment;
DROP TRIGGER plan_is_held ON plan;
DROP TRIGGER court_order_is_held ON court_order;
DROP TRIGGER visit_is_held ON visit;
DROP TRIGGER incident_is_held ON incident;
DROP TRIGGER review_is_held ON review;
DROP TRIGGER report_is_held ON report;
DROP TRIGGER note_is_held ON note;
DROP TRIGGER visit_event_is_held ON visit_event;
DROP TRIGGER family_is_held ON family;
DROP TRIGGER legal_hold_is_lifted ON legal_hold;
DROP FUNCTION legal_hold_is_lifted();
DROP FUNCTION visit_is_held();
DROP FUNCTION family_is_held();
DROP FUNCTION legal_hold_stands();
-- end
DROP VIEW retention_basis;
DROP TABLE breach_step;
DROP TABLE breach;
DROP TABLE destruction;
DROP TABLE legal_hold;
DROP TABLE retention_term;
DROP TABLE subject_passage;
DROP TABLE subject_request;
