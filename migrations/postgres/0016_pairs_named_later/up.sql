-- A pair that must not meet can be named when both are booked at one time already. Those visits stand and are
-- marked. All of them take the pair up and share it among themselves, so that whatever is written from then
-- on, a new visit or one of them moved, is held to it.
-- postgres only
CREATE OR REPLACE FUNCTION no_meeting_takes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, 'stood', present_from, present_until FROM visit_part
        WHERE what = 'apart'
            AND which = CASE WHEN NEW.one < NEW.other THEN NEW.one || ' ' || NEW.other ELSE NEW.other || ' ' || NEW.one END;
    RETURN NULL;
END $$;

-- A pair is named or taken back, never rewritten: what is held for it would stay behind.
CREATE FUNCTION no_meeting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a pair is not rewritten' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_meeting_stays';
END $$;
CREATE TRIGGER no_meeting_stays BEFORE UPDATE OF one, other ON no_meeting
    FOR EACH ROW EXECUTE FUNCTION no_meeting_stays();

-- Whoever leaves a visit takes their own pairs along and no others. Written anew, what stood would be held
-- against what stands beside it, and the visit could not be moved out of the way.
CREATE OR REPLACE FUNCTION person_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM holding WHERE visit = OLD.visit AND (
        what = 'person' AND which = OLD.party
        OR what = 'apart' AND which NOT IN (
            SELECT which FROM visit_part WHERE visit = OLD.visit AND what = 'apart'
        )
    );
    RETURN NULL;
END $$;
-- end
