CREATE TRIGGER message_stays BEFORE UPDATE ON message BEGIN
    SELECT RAISE(ABORT, 'message_stays');
END;
CREATE TRIGGER thread_is_held BEFORE DELETE ON thread WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
