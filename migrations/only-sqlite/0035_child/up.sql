CREATE TRIGGER child_answer_stays BEFORE UPDATE ON child_answer BEGIN
    SELECT RAISE(ABORT, 'child_answer_stays');
END;
CREATE TRIGGER child_answer_note_stays BEFORE UPDATE ON child_answer_note BEGIN
    SELECT RAISE(ABORT, 'child_answer_stays');
END;
CREATE TRIGGER child_answer_is_held BEFORE DELETE ON child_answer WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
