-- The guard of 0011_holding in the embedded database's words: it has triggers and no exclusion constraints.
CREATE TRIGGER holding_apart_insert BEFORE INSERT ON holding WHEN EXISTS (
    SELECT 1 FROM holding other
    WHERE other.what = NEW.what AND other.which = NEW.which AND other.shares <> NEW.shares
        AND other.present_from < NEW.present_until AND NEW.present_from < other.present_until
) BEGIN
    SELECT RAISE(ABORT, 'holding_apart');
END;
CREATE TRIGGER holding_apart_update BEFORE UPDATE ON holding WHEN EXISTS (
    SELECT 1 FROM holding other
    WHERE other.what = NEW.what AND other.which = NEW.which AND other.shares <> NEW.shares
        AND other.present_from < NEW.present_until AND NEW.present_from < other.present_until
        AND (other.visit <> OLD.visit OR other.what <> OLD.what OR other.which <> OLD.which)
) BEGIN
    SELECT RAISE(ABORT, 'holding_apart');
END;
CREATE TRIGGER holding_space_insert AFTER INSERT ON holding
WHEN NEW.what = 'room' AND NEW.shares = 'session' AND EXISTS (
        SELECT 1 FROM holding arriving
        WHERE arriving.what = 'room' AND arriving.which = NEW.which
            AND arriving.present_from < NEW.present_until AND NEW.present_from < arriving.present_until
            AND (SELECT families FROM room WHERE id = NEW.which) < (
                SELECT COUNT(*) FROM holding beside
                WHERE beside.what = 'room' AND beside.which = NEW.which
                    AND beside.present_from <= max(arriving.present_from, NEW.present_from)
                    AND max(arriving.present_from, NEW.present_from) < beside.present_until
            )
) BEGIN
    SELECT RAISE(ABORT, 'holding_space');
END;
CREATE TRIGGER holding_space_update AFTER UPDATE ON holding
WHEN NEW.what = 'room' AND NEW.shares = 'session' AND EXISTS (
        SELECT 1 FROM holding arriving
        WHERE arriving.what = 'room' AND arriving.which = NEW.which
            AND arriving.present_from < NEW.present_until AND NEW.present_from < arriving.present_until
            AND (SELECT families FROM room WHERE id = NEW.which) < (
                SELECT COUNT(*) FROM holding beside
                WHERE beside.what = 'room' AND beside.which = NEW.which
                    AND beside.present_from <= max(arriving.present_from, NEW.present_from)
                    AND max(arriving.present_from, NEW.present_from) < beside.present_until
            )
) BEGIN
    SELECT RAISE(ABORT, 'holding_space');
END;
CREATE TRIGGER visit_takes AFTER INSERT ON visit BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.id AND what IN ('room', 'family');
END;

CREATE TRIGGER visit_takes_anew AFTER UPDATE ON visit
WHEN OLD.room <> NEW.room OR OLD.kind <> NEW.kind OR OLD.family <> NEW.family
    OR OLD.visiting_arrives <> NEW.visiting_arrives OR OLD.child_arrives <> NEW.child_arrives
    OR OLD.visiting_leaves <> NEW.visiting_leaves OR OLD.child_leaves <> NEW.child_leaves
    OR OLD.gap_minutes <> NEW.gap_minutes
    OR (OLD.state IN ('cancelled', 'no-show', 'refused', 'released'))
        <> (NEW.state IN ('cancelled', 'no-show', 'refused', 'released'))
 BEGIN
    DELETE FROM holding WHERE visit = NEW.id;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.id;
END;

CREATE TRIGGER supervisor_takes AFTER INSERT ON visit_supervisor BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'supervisor' AND which = NEW.staff;
END;

CREATE TRIGGER supervisor_leaves AFTER DELETE ON visit_supervisor BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'supervisor' AND which = OLD.staff;
END;

CREATE TRIGGER supervisor_changes AFTER UPDATE ON visit_supervisor BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'supervisor' AND which = OLD.staff;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'supervisor' AND which = NEW.staff;
END;

CREATE TRIGGER equipment_takes AFTER INSERT ON visit_equipment BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'equipment' AND which = NEW.equipment;
END;

CREATE TRIGGER equipment_leaves AFTER DELETE ON visit_equipment BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'equipment' AND which = OLD.equipment;
END;

CREATE TRIGGER equipment_changes AFTER UPDATE ON visit_equipment BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND what = 'equipment' AND which = OLD.equipment;
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND what = 'equipment' AND which = NEW.equipment;
END;

CREATE TRIGGER person_takes AFTER INSERT ON visit_person BEGIN
    DELETE FROM holding WHERE visit = NEW.visit AND what = 'apart';
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = NEW.visit AND (what = 'apart' OR what = 'person' AND which = NEW.party);
END;

CREATE TRIGGER person_leaves AFTER DELETE ON visit_person BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND (what = 'apart' OR what = 'person' AND which = OLD.party);
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = OLD.visit AND what = 'apart';
END;

CREATE TRIGGER person_changes AFTER UPDATE ON visit_person BEGIN
    DELETE FROM holding WHERE visit IN (OLD.visit, NEW.visit) AND what IN ('apart', 'person');
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit IN (OLD.visit, NEW.visit) AND what IN ('apart', 'person');
END;

CREATE TRIGGER no_meeting_takes AFTER INSERT ON no_meeting BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT part.visit, part.what, part.which, part.shares, part.present_from, part.present_until
        FROM visit_part part
        WHERE part.what = 'apart' AND part.which = CASE WHEN NEW.one < NEW.other THEN NEW.one || ' ' || NEW.other ELSE NEW.other || ' ' || NEW.one END
            AND NOT EXISTS (
                SELECT 1 FROM visit_part beside
                WHERE beside.what = 'apart' AND beside.which = part.which AND beside.visit <> part.visit
                    AND beside.present_from < part.present_until AND part.present_from < beside.present_until
            );
END;

CREATE TRIGGER no_meeting_leaves AFTER DELETE ON no_meeting BEGIN
    DELETE FROM holding WHERE what = 'apart' AND which = CASE WHEN OLD.one < OLD.other THEN OLD.one || ' ' || OLD.other ELSE OLD.other || ' ' || OLD.one END;
END;

