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
WHERE no_meeting_end.state = 'asked';
-- postgres only
DROP TRIGGER audit_entry_stays ON audit_entry;
DROP TRIGGER audit_entry_whole ON audit_entry;
DROP TABLE trail_head;
DROP TABLE trail_node;
DROP FUNCTION trail_is_only_added_to();
-- end
DROP TABLE look_request;
DROP INDEX audit_entry_written;
DROP INDEX audit_entry_account;
ALTER TABLE audit_entry DROP COLUMN document;
ALTER TABLE audit_entry DROP COLUMN purpose;
ALTER TABLE audit_entry DROP COLUMN kind;
