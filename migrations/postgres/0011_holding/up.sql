-- What a visit takes up while it holds: its room, its family, each person, supervisor and thing, and each
-- pair of people who must not meet. Written by the database itself from the visit's own rows, so that no
-- statement can take a room, a supervisor or a person twice, whoever sends it (decision 13).
ALTER TABLE visit ADD COLUMN held_until BIGINT;
ALTER TABLE visit ADD COLUMN gap_minutes INTEGER NOT NULL DEFAULT 15;
ALTER TABLE visit ADD COLUMN unsafe_mend TEXT;
CREATE INDEX visit_held ON visit (centre, held_until) WHERE held_until IS NOT NULL;

CREATE TABLE visit_equipment (
    visit TEXT NOT NULL REFERENCES visit (id),
    equipment TEXT NOT NULL REFERENCES equipment (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    PRIMARY KEY (visit, equipment)
);

CREATE TABLE holding (
    visit TEXT NOT NULL REFERENCES visit (id),
    what TEXT NOT NULL CHECK (what IN ('room', 'family', 'person', 'supervisor', 'equipment', 'apart')),
    which TEXT NOT NULL,
    -- Two that share the same key do not exclude each other: families who share a room, and the staff of a
    -- session who watch several.
    shares TEXT NOT NULL,
    present_from BIGINT NOT NULL,
    present_until BIGINT NOT NULL,
    PRIMARY KEY (visit, what, which),
    CHECK (present_until > present_from)
);
CREATE INDEX holding_which ON holding (what, which, present_from);

-- What has been changed of a visit after it was booked, and what was called off, by whom and how late.
CREATE TABLE visit_change (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    visit TEXT NOT NULL REFERENCES visit (id),
    family TEXT NOT NULL REFERENCES family (id),
    what TEXT NOT NULL CHECK (what IN ('changed', 'cancelled', 'released', 'confirmed')),
    asked_by TEXT NOT NULL CHECK (asked_by IN ('centre', 'resident', 'visiting', 'court', 'other')),
    reason TEXT NOT NULL,
    notice_minutes BIGINT NOT NULL,
    is_late BOOLEAN NOT NULL,
    was TEXT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX visit_change_visit ON visit_change (visit, at);
CREATE INDEX visit_change_family ON visit_change (family, asked_by, at);

-- What each adult answered to an offer of a time.
CREATE TABLE offer_answer (
    visit TEXT NOT NULL REFERENCES visit (id),
    party TEXT NOT NULL REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    suits BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (visit, party)
);

-- Families that wait for a time, in the order in which they asked.
CREATE TABLE waiting (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    since BIGINT NOT NULL,
    document TEXT NOT NULL,
    ended_at BIGINT,
    ended_how TEXT,
    CHECK ((ended_at IS NULL) = (ended_how IS NULL))
);
CREATE UNIQUE INDEX waiting_once ON waiting (family) WHERE ended_at IS NULL;
CREATE INDEX waiting_since ON waiting (centre, since) WHERE ended_at IS NULL;

-- Each offer made down the list, so that nobody is passed over unseen.
CREATE TABLE waiting_offer (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    waiting TEXT NOT NULL REFERENCES waiting (id),
    freed TEXT NOT NULL REFERENCES visit (id),
    visit TEXT REFERENCES visit (id),
    passed_over TEXT,
    at BIGINT NOT NULL,
    CHECK ((visit IS NULL) <> (passed_over IS NULL))
);
CREATE INDEX waiting_offer_freed ON waiting_offer (freed, at);
CREATE INDEX waiting_offer_waiting ON waiting_offer (waiting, at);

-- Everything that each visit takes up, and for how long. A family, and people who must not meet, are kept
-- apart for the visit's gap longer (R4).
CREATE VIEW visit_part AS
    SELECT span.visit, taken.what, taken.which, taken.shares, span.present_from,
        span.present_until
            + CASE WHEN taken.what IN ('family', 'apart') THEN span.gap_minutes * 60000000 ELSE 0 END
            AS present_until
    FROM (
        SELECT id AS visit, CAST(gap_minutes AS BIGINT) AS gap_minutes,
            CASE WHEN visiting_arrives < child_arrives THEN visiting_arrives ELSE child_arrives END
                AS present_from,
            CASE WHEN visiting_leaves > child_leaves THEN visiting_leaves ELSE child_leaves END
                AS present_until
        FROM visit WHERE state NOT IN ('cancelled', 'no-show', 'refused', 'released')
    ) span
    JOIN (
        SELECT id AS visit, 'room' AS what, room AS which,
            CASE WHEN kind IN ('supported', 'handover', 'indirect') THEN 'session' ELSE id END AS shares
        FROM visit
        UNION ALL SELECT id, 'family', family, id FROM visit
        UNION ALL SELECT visit, 'person', party, visit FROM visit_person
        UNION ALL SELECT visit, 'equipment', equipment, visit FROM visit_equipment
        UNION ALL SELECT visit_supervisor.visit, 'supervisor', visit_supervisor.staff,
            CASE WHEN visit.kind IN ('supported', 'indirect') THEN 'session' ELSE visit.id END
        FROM visit_supervisor JOIN visit ON visit.id = visit_supervisor.visit
        UNION ALL SELECT DISTINCT visit_person.visit, 'apart',
            CASE WHEN no_meeting.one < no_meeting.other THEN no_meeting.one || ' ' || no_meeting.other
                ELSE no_meeting.other || ' ' || no_meeting.one END,
            visit_person.visit
        FROM visit_person
        JOIN no_meeting ON visit_person.party = no_meeting.one OR visit_person.party = no_meeting.other
    ) taken ON taken.visit = span.visit;

-- postgres only
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE holding ADD CONSTRAINT holding_apart EXCLUDE USING gist (
    what WITH =, which WITH =, int8range(present_from, present_until) WITH &&, shares WITH <>
);

-- A room never holds more families at once than it has room for. Counted at each arrival: the number can
-- rise at no other moment. The centre's lock is taken first, so that no two count at once.
CREATE FUNCTION holding_space() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.what <> 'room' OR NEW.shares <> 'session' THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(centre, 0)) FROM room WHERE id = NEW.which;
    IF EXISTS (
        SELECT 1 FROM holding arriving
        WHERE arriving.what = 'room' AND arriving.which = NEW.which
            AND arriving.present_from < NEW.present_until AND NEW.present_from < arriving.present_until
            AND (SELECT families FROM room WHERE id = NEW.which) < (
                SELECT COUNT(*) FROM holding beside
                WHERE beside.what = 'room' AND beside.which = NEW.which
                    AND beside.present_from <= GREATEST(arriving.present_from, NEW.present_from)
                    AND GREATEST(arriving.present_from, NEW.present_from) < beside.present_until
            )
    ) THEN
        RAISE EXCEPTION 'the room is full' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'holding_space';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER holding_space AFTER INSERT OR UPDATE ON holding
    FOR EACH ROW EXECUTE FUNCTION holding_space();

CREATE FUNCTION visit_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.id AND what IN ('room', 'family');
    RETURN NULL;
END $$;
CREATE TRIGGER visit_takes AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION visit_takes();

CREATE FUNCTION visit_takes_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = NEW.id;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER visit_takes_anew AFTER UPDATE ON visit FOR EACH ROW
    WHEN (OLD.room <> NEW.room OR OLD.kind <> NEW.kind OR OLD.family <> NEW.family
    OR OLD.visiting_arrives <> NEW.visiting_arrives OR OLD.child_arrives <> NEW.child_arrives
    OR OLD.visiting_leaves <> NEW.visiting_leaves OR OLD.child_leaves <> NEW.child_leaves
    OR OLD.gap_minutes <> NEW.gap_minutes
    OR (OLD.state IN ('cancelled', 'no-show', 'refused', 'released'))
        <> (NEW.state IN ('cancelled', 'no-show', 'refused', 'released')))
    EXECUTE FUNCTION visit_takes_anew();

CREATE FUNCTION supervisor_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'supervisor' AND which = NEW.staff;
    RETURN NULL;
END $$;
CREATE TRIGGER supervisor_takes AFTER INSERT ON visit_supervisor FOR EACH ROW EXECUTE FUNCTION supervisor_takes();

CREATE FUNCTION supervisor_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'supervisor' AND which = OLD.staff;
    RETURN NULL;
END $$;
CREATE TRIGGER supervisor_leaves AFTER DELETE ON visit_supervisor FOR EACH ROW EXECUTE FUNCTION supervisor_leaves();

CREATE FUNCTION supervisor_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'supervisor' AND which = OLD.staff;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'supervisor' AND which = NEW.staff;
    RETURN NULL;
END $$;
CREATE TRIGGER supervisor_changes AFTER UPDATE ON visit_supervisor FOR EACH ROW EXECUTE FUNCTION supervisor_changes();

CREATE FUNCTION equipment_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'equipment' AND which = NEW.equipment;
    RETURN NULL;
END $$;
CREATE TRIGGER equipment_takes AFTER INSERT ON visit_equipment FOR EACH ROW EXECUTE FUNCTION equipment_takes();

CREATE FUNCTION equipment_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'equipment' AND which = OLD.equipment;
    RETURN NULL;
END $$;
CREATE TRIGGER equipment_leaves AFTER DELETE ON visit_equipment FOR EACH ROW EXECUTE FUNCTION equipment_leaves();

CREATE FUNCTION equipment_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'equipment' AND which = OLD.equipment;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'equipment' AND which = NEW.equipment;
    RETURN NULL;
END $$;
CREATE TRIGGER equipment_changes AFTER UPDATE ON visit_equipment FOR EACH ROW EXECUTE FUNCTION equipment_changes();

CREATE FUNCTION person_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = NEW.visit AND what = 'apart';
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND (what = 'apart' OR what = 'person' AND which = NEW.party);
    RETURN NULL;
END $$;
CREATE TRIGGER person_takes AFTER INSERT ON visit_person FOR EACH ROW EXECUTE FUNCTION person_takes();

CREATE FUNCTION person_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND (what = 'apart' OR what = 'person' AND which = OLD.party);
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = OLD.visit AND what = 'apart';
    RETURN NULL;
END $$;
CREATE TRIGGER person_leaves AFTER DELETE ON visit_person FOR EACH ROW EXECUTE FUNCTION person_leaves();

CREATE FUNCTION person_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit IN (OLD.visit, NEW.visit) AND what IN ('apart', 'person');
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit IN (OLD.visit, NEW.visit) AND what IN ('apart', 'person');
    RETURN NULL;
END $$;
CREATE TRIGGER person_changes AFTER UPDATE ON visit_person FOR EACH ROW EXECUTE FUNCTION person_changes();

CREATE FUNCTION no_meeting_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT part.visit, part.what, part.which, part.shares, part.present_from, part.present_until
        FROM visit_part part
        WHERE part.what = 'apart' AND part.which = CASE WHEN NEW.one < NEW.other THEN NEW.one || ' ' || NEW.other ELSE NEW.other || ' ' || NEW.one END
            AND NOT EXISTS (
                SELECT 1 FROM visit_part beside
                WHERE beside.what = 'apart' AND beside.which = part.which AND beside.visit <> part.visit
                    AND beside.present_from < part.present_until AND part.present_from < beside.present_until
            );
    RETURN NULL;
END $$;
CREATE TRIGGER no_meeting_takes AFTER INSERT ON no_meeting FOR EACH ROW EXECUTE FUNCTION no_meeting_takes();

CREATE FUNCTION no_meeting_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE what = 'apart' AND which = CASE WHEN OLD.one < OLD.other THEN OLD.one || ' ' || OLD.other ELSE OLD.other || ' ' || OLD.one END;
    RETURN NULL;
END $$;
CREATE TRIGGER no_meeting_leaves AFTER DELETE ON no_meeting FOR EACH ROW EXECUTE FUNCTION no_meeting_leaves();

-- end
INSERT INTO holding (visit, what, which, shares, present_from, present_until)
SELECT visit, what, which, shares, present_from, present_until FROM visit_part;
