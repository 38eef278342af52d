CREATE TRIGGER complaint_step_stays BEFORE UPDATE ON complaint_step BEGIN
    SELECT RAISE(ABORT, 'complaint_step_stays');
END;
CREATE TRIGGER contact_change_stays BEFORE UPDATE ON contact_change BEGIN
    SELECT RAISE(ABORT, 'complaint_step_stays');
END;
CREATE TRIGGER complaint_is_held BEFORE DELETE ON complaint WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
