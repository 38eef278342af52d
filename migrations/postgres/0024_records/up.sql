-- Somebody asks what the centre holds of them. Whom it concerns is one of four; a request about nobody we know
-- has none.
CREATE TABLE subject_request (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT REFERENCES family (id),
    party TEXT REFERENCES party (id),
    child TEXT REFERENCES child (id),
    staff TEXT REFERENCES staff (id),
    enquiry TEXT REFERENCES enquiry (id),
    -- The adult who asks for a child; empty where the child asks.
    through TEXT REFERENCES party (id),
    document TEXT NOT NULL,
    received_on INTEGER NOT NULL,
    identity TEXT NOT NULL CHECK (identity IN ('known', 'needed')),
    identity_on INTEGER,
    identity_words TEXT,
    extended_told_on INTEGER,
    extended_because TEXT,
    state TEXT NOT NULL CHECK (state IN ('open', 'reviewing', 'proposed', 'sealed', 'sent', 'refused', 'withdrawn')),
    account TEXT NOT NULL REFERENCES account (id),
    created BIGINT NOT NULL,
    reviewer TEXT REFERENCES account (id),
    proposed_at BIGINT,
    approver TEXT REFERENCES account (id),
    sealed_at BIGINT,
    sealed BYTEA,
    sha256 TEXT,
    sent_at BIGINT,
    sent_words TEXT,
    ended_at BIGINT,
    ended_words TEXT,
    CHECK ((identity_on IS NULL) = (identity_words IS NULL)),
    CHECK ((extended_told_on IS NULL) = (extended_because IS NULL)),
    CHECK (state NOT IN ('proposed', 'sealed', 'sent') OR reviewer IS NOT NULL),
    CHECK (state NOT IN ('sealed', 'sent') OR (approver IS NOT NULL AND sha256 IS NOT NULL)),
    CHECK (approver IS NULL OR approver <> reviewer),
    CHECK (state NOT IN ('refused', 'withdrawn') OR ended_words IS NOT NULL),
    CHECK ((state IN ('sent', 'refused', 'withdrawn')) = (ended_at IS NOT NULL)),
    CHECK (sealed IS NULL OR state IN ('sealed', 'sent'))
);
CREATE INDEX subject_request_created ON subject_request (centre, created, id);
CREATE INDEX subject_request_family ON subject_request (family);
CREATE INDEX subject_request_sealed ON subject_request (centre, sealed_at) WHERE sealed IS NOT NULL;

-- What was collected for a request, after what others must not lose was taken out. Gone when the request ends.
CREATE TABLE subject_passage (
    request TEXT NOT NULL REFERENCES subject_request (id),
    number INTEGER NOT NULL CHECK (number > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    how TEXT NOT NULL CHECK (how IN ('given', 'own', 'judged')),
    section TEXT NOT NULL,
    facts TEXT NOT NULL,
    cut TEXT NOT NULL,
    was_cut BOOLEAN NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('given', 'undecided', 'withheld')),
    ground TEXT,
    reason TEXT,
    decided_by TEXT REFERENCES account (id),
    decided_at BIGINT,
    PRIMARY KEY (request, number),
    CHECK (state <> 'withheld' OR (ground IS NOT NULL AND reason IS NOT NULL))
);

-- How long a class is kept, as the centre has set it. Where it has not, the default of the rules holds.
CREATE TABLE retention_term (
    centre TEXT NOT NULL REFERENCES centre (id),
    class TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    start_event TEXT NOT NULL,
    months INTEGER CHECK (months BETWEEN 1 AND 1200),
    basis TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (centre, class, version),
    CHECK ((months IS NULL) = (start_event = 'never'))
);

CREATE TABLE legal_hold (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    reason TEXT NOT NULL,
    placed_by TEXT NOT NULL REFERENCES account (id),
    placed_at BIGINT NOT NULL,
    lifted_by TEXT REFERENCES account (id),
    lifted_at BIGINT,
    lifted_because TEXT,
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
    CHECK ((lifted_at IS NULL) = (lifted_because IS NULL))
);
CREATE UNIQUE INDEX legal_hold_stands ON legal_hold (family) WHERE lifted_at IS NULL;
CREATE INDEX legal_hold_centre ON legal_hold (centre, placed_at);

-- The destruction log: what class, how much, when, who and why. It names the family only until it is gone.
CREATE TABLE destruction (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    class TEXT NOT NULL,
    family TEXT,
    kept_until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    proposed_by TEXT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'under-way', 'done', 'declined')),
    decided_by TEXT REFERENCES account (id),
    decided_at BIGINT,
    decided_because TEXT,
    rows_gone INTEGER,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((state IN ('proposed', 'under-way')) = (family IS NOT NULL)),
    CHECK ((state = 'done') = (rows_gone IS NOT NULL))
);
CREATE UNIQUE INDEX destruction_one ON destruction (family) WHERE family IS NOT NULL;
CREATE INDEX destruction_at ON destruction (centre, proposed_at, id);

-- What decides how long a family's records are kept, so that a page asks for all of it at once.
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

CREATE TABLE breach (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL,
    aware_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    risk TEXT NOT NULL,
    commissioner TEXT,
    commissioner_because TEXT,
    people TEXT,
    people_because TEXT,
    decided_by TEXT REFERENCES account (id),
    decided_at BIGINT,
    told_at BIGINT,
    told_words TEXT,
    late_because TEXT,
    people_told_at BIGINT,
    people_told_words TEXT,
    closed_at BIGINT,
    closed_words TEXT,
    CHECK ((commissioner IS NULL) = (decided_at IS NULL)),
    CHECK ((people IS NULL) = (decided_at IS NULL)),
    CHECK (told_at IS NULL OR told_at <= aware_at + 259200000000 OR late_because IS NOT NULL),
    CHECK (closed_at IS NULL OR decided_at IS NOT NULL)
);
CREATE INDEX breach_aware ON breach (centre, aware_at, id);

CREATE TABLE breach_step (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    breach TEXT NOT NULL REFERENCES breach (id),
    words TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);
CREATE INDEX breach_step_breach ON breach_step (breach, at);

-- postgres only
-- While a hold stands, nothing of the family goes, whoever asks; and a family goes only by a destruction that
-- two people decided.
CREATE FUNCTION legal_hold_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'a legal hold stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold_stands';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION family_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.id AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'a legal hold stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold_stands';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM destruction WHERE destruction.family = OLD.id AND state = 'under-way') THEN
        RAISE EXCEPTION 'two people destroy a family'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'family_is_destroyed';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION visit_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM legal_hold JOIN visit ON visit.family = legal_hold.family
        WHERE visit.id = OLD.visit AND legal_hold.lifted_at IS NULL
    ) THEN
        RAISE EXCEPTION 'a legal hold stands' USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold_stands';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION legal_hold_is_lifted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a hold is lifted, not taken away'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_hold_stands';
END $$;
CREATE TRIGGER family_is_held BEFORE DELETE ON family FOR EACH ROW EXECUTE FUNCTION family_is_held();
CREATE TRIGGER legal_hold_is_lifted BEFORE DELETE ON legal_hold FOR EACH ROW
    WHEN (OLD.lifted_at IS NULL) EXECUTE FUNCTION legal_hold_is_lifted();
CREATE TRIGGER party_is_held BEFORE DELETE ON party FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER child_is_held BEFORE DELETE ON child FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER referral_is_held BEFORE DELETE ON referral FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER meeting_is_held BEFORE DELETE ON meeting FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER assessment_is_held BEFORE DELETE ON assessment FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER plan_is_held BEFORE DELETE ON plan FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER court_order_is_held BEFORE DELETE ON court_order FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER visit_is_held BEFORE DELETE ON visit FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER incident_is_held BEFORE DELETE ON incident FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER review_is_held BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER report_is_held BEFORE DELETE ON report FOR EACH ROW EXECUTE FUNCTION legal_hold_stands();
CREATE TRIGGER note_is_held BEFORE DELETE ON note FOR EACH ROW EXECUTE FUNCTION visit_is_held();
CREATE TRIGGER visit_event_is_held BEFORE DELETE ON visit_event FOR EACH ROW EXECUTE FUNCTION visit_is_held();

-- A pair is taken away by two people, or goes with a family that two people destroy.
CREATE FUNCTION is_being_destroyed(who TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM destruction JOIN party ON party.family = destruction.family
        WHERE party.id = who AND destruction.state = 'under-way'
    )
$$;
DROP TRIGGER no_meeting_ends ON no_meeting;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting FOR EACH ROW
    WHEN (NOT is_being_destroyed(OLD.one) AND NOT is_being_destroyed(OLD.other)) EXECUTE FUNCTION no_meeting_ends();
DROP TRIGGER no_meeting_end_is_kept ON no_meeting_end;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end FOR EACH ROW
    WHEN (NOT is_being_destroyed(OLD.one) AND NOT is_being_destroyed(OLD.other))
    EXECUTE FUNCTION no_meeting_end_stays();
-- end

-- Breaches whose clock runs wait at the desk as well: nobody has decided, or the Commissioner has not been told.
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
WHERE closed_at IS NULL AND told_at IS NULL AND (commissioner IS NULL OR commissioner = 'tell');
