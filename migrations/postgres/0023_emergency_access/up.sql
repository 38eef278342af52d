-- One family's case, opened by somebody who is not on its session: for a stated reason, until a moment, and on the
-- safeguarding lead's list until it is signed off.
CREATE TABLE emergency_access (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    reason TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    signed_off_at BIGINT,
    signed_off_by TEXT REFERENCES account (id),
    signed_off_words TEXT,
    CHECK (ends_at >= opened_at),
    CHECK ((signed_off_at IS NULL) = (signed_off_by IS NULL)),
    CHECK ((signed_off_at IS NULL) = (signed_off_words IS NULL))
);
CREATE INDEX emergency_access_staff ON emergency_access (staff, opened_at);
CREATE INDEX emergency_access_opened ON emergency_access (centre, opened_at, id);

-- How staff are tied to families by visits: on the rota of the session at the visit's site, or named for it; and by
-- what they opened in an emergency. Whoever asks for the ties of a moment names the stretch of time about it.
CREATE VIEW session_tie AS
SELECT 'rota' AS how, visit.centre AS centre, duty.staff AS staff, visit.family AS family, visit.id AS visit,
    visit.kind AS kind, visit.starts AS starts, CAST(NULL AS BIGINT) AS closes,
    CAST(NULL AS TEXT) AS opening
FROM visit
JOIN room ON room.id = visit.room
JOIN duty ON duty.centre = visit.centre AND duty.site = room.site
    AND duty.starts < visit.ends AND duty.ends > visit.starts
WHERE visit.state NOT IN ('held', 'released')
UNION ALL
SELECT 'named', visit.centre, visit_supervisor.staff, visit.family, visit.id, visit.kind, visit.starts, NULL, NULL
FROM visit_supervisor
JOIN visit ON visit.id = visit_supervisor.visit
WHERE visit.state NOT IN ('held', 'released')
UNION ALL
SELECT 'emergency', centre, staff, family, NULL, 'none', opened_at, ends_at, id
FROM emergency_access;
