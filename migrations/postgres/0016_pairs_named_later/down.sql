-- postgres only
DROP TRIGGER no_meeting_stays ON no_meeting;
DROP FUNCTION no_meeting_stays;
CREATE OR REPLACE FUNCTION no_meeting_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION person_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND (what = 'apart' OR what = 'person' AND which = OLD.party);
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, shares, present_from, present_until FROM visit_part
        WHERE visit = OLD.visit AND what = 'apart';
    RETURN NULL;
END $$;
-- end
