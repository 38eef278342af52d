DROP VIEW retention_basis;
CREATE VIEW retention_basis AS
SELECT family.id AS family, family.centre, family.reference, family.title, family.stage, family.created,
    (SELECT MAX(ends) FROM visit WHERE visit.family = family.id
        AND visit.state NOT IN ('held', 'released', 'cancelled')) AS last_visit,
    (SELECT MAX(ends) FROM meeting WHERE meeting.family = family.id) AS last_meeting,
    (SELECT MAX(recorded_at) FROM incident WHERE incident.family = family.id) AS last_incident,
    (SELECT MAX(decided_at) FROM review WHERE review.family = family.id) AS last_review,
    (SELECT MAX(born) FROM child WHERE child.family = family.id) AS youngest_born,
    (SELECT COUNT(*) FROM incident WHERE incident.family = family.id) AS incidents,
    (SELECT COUNT(*) FROM plan WHERE plan.family = family.id AND plan.level <> 'supported') AS watched_closely,
    (SELECT COUNT(*) FROM incident WHERE incident.family = family.id AND (
        incident.kind = 'child-sexual-abuse' OR incident.document LIKE '%"child_sexual_abuse":true%'
    )) + (SELECT COUNT(*) FROM assessment WHERE assessment.family = family.id
        AND assessment.document LIKE '%"sexual-abuse-of-child"%') AS sexual_abuse,
    (SELECT COUNT(*) FROM legal_hold WHERE legal_hold.family = family.id AND lifted_at IS NULL) AS holds,
    (SELECT destruction.id FROM destruction WHERE destruction.family = family.id) AS destruction
FROM family;
ALTER TABLE assessment DROP COLUMN is_sexual_abuse;
ALTER TABLE incident DROP COLUMN is_sexual_abuse;
DROP TABLE keyring.sealing_key;
