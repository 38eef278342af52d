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

-- What waits at the desk on the way to a first visit, each from the moment at which it does.
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
WHERE meeting.state = 'arranged';

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
