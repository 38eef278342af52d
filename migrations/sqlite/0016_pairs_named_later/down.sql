DROP TRIGGER no_meeting_stays;
DROP TRIGGER no_meeting_takes;
CREATE TRIGGER no_meeting_takes AFTER INSERT ON no_meeting BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT part.visit, part.what, part.which, part.shares, part.present_from, part.present_until
        FROM visit_part part
        WHERE part.what = 'apart'
            AND part.which = CASE WHEN NEW.one < NEW.other THEN NEW.one || ' ' || NEW.other ELSE NEW.other || ' ' || NEW.one END
            AND NOT EXISTS (
                SELECT 1 FROM visit_part beside
                WHERE beside.what = 'apart' AND beside.which = part.which AND beside.visit <> part.visit
                    AND beside.present_from < part.present_until AND part.present_from < beside.present_until
            );
END;
DROP TRIGGER person_leaves;
CREATE TRIGGER person_leaves AFTER DELETE ON visit_person BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND (what = 'apart' OR what = 'person' AND which = OLD.party);
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = OLD.visit AND what = 'apart';
END;
