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
DROP TABLE first_call;
DROP TABLE first_call_time;
DROP TABLE mail_mark;
DROP TABLE enquiry_letter;
DROP TABLE enquiry_became;
ALTER TABLE task DROP COLUMN enquiry;
ALTER TABLE enquiry DROP COLUMN is_urgent;
