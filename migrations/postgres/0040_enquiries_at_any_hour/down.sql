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
DROP TABLE first_call;
DROP TABLE first_call_time;
DROP TABLE mail_mark;
DROP TABLE enquiry_letter;
DROP TABLE enquiry_became;
ALTER TABLE task DROP COLUMN enquiry;
ALTER TABLE enquiry DROP COLUMN is_urgent;
