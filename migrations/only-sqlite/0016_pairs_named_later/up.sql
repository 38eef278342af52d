DROP TRIGGER no_meeting_takes;
CREATE TRIGGER no_meeting_takes AFTER INSERT ON no_meeting BEGIN
    INSERT INTO holding (visit, what, which, shares, present_from, present_until)
        SELECT visit, what, which, 'stood', present_from, present_until FROM visit_part
        WHERE what = 'apart'
            AND which = CASE WHEN NEW.one < NEW.other THEN NEW.one || ' ' || NEW.other ELSE NEW.other || ' ' || NEW.one END;
END;

-- A pair is named or taken back, never rewritten: what is held for it would stay behind.
CREATE TRIGGER no_meeting_stays BEFORE UPDATE OF one, other ON no_meeting BEGIN
    SELECT RAISE(ABORT, 'no_meeting_stays');
END;
