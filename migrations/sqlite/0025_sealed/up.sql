-- Keys lie apart from the records they open: a backup of the records does not hold them, and a key that is
-- destroyed is destroyed for every copy there is (decision 22). On the embedded database this is a file of its
-- own, which every connection has beside it.
CREATE TABLE keyring.sealing_key (
    owner TEXT NOT NULL PRIMARY KEY,
    centre TEXT NOT NULL,
    under TEXT NOT NULL,
    wrapped TEXT NOT NULL
);

-- What decides how long records are kept is said beside what is sealed.
ALTER TABLE incident ADD COLUMN is_sexual_abuse BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE assessment ADD COLUMN is_sexual_abuse BOOLEAN NOT NULL DEFAULT FALSE;
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
    (SELECT COUNT(*) FROM incident WHERE incident.family = family.id AND is_sexual_abuse)
        + (SELECT COUNT(*) FROM assessment WHERE assessment.family = family.id AND is_sexual_abuse)
        AS sexual_abuse,
    (SELECT COUNT(*) FROM legal_hold WHERE legal_hold.family = family.id AND lifted_at IS NULL) AS holds,
    (SELECT destruction.id FROM destruction WHERE destruction.family = family.id) AS destruction
FROM family;
