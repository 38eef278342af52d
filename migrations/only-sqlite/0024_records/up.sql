-- While a hold stands, nothing of the family goes, whoever asks; and a family goes only by a destruction that
-- two people decided.
CREATE TRIGGER family_is_held BEFORE DELETE ON family WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.id AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER family_is_destroyed BEFORE DELETE ON family WHEN NOT EXISTS (
    SELECT 1 FROM destruction WHERE destruction.family = OLD.id AND state = 'under-way'
) BEGIN
    SELECT RAISE(ABORT, 'family_is_destroyed');
END;
CREATE TRIGGER legal_hold_is_lifted BEFORE DELETE ON legal_hold WHEN OLD.lifted_at IS NULL BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER party_is_held BEFORE DELETE ON party WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER child_is_held BEFORE DELETE ON child WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER referral_is_held BEFORE DELETE ON referral WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER meeting_is_held BEFORE DELETE ON meeting WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER assessment_is_held BEFORE DELETE ON assessment WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER plan_is_held BEFORE DELETE ON plan WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER court_order_is_held BEFORE DELETE ON court_order WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER visit_is_held BEFORE DELETE ON visit WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER incident_is_held BEFORE DELETE ON incident WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER review_is_held BEFORE DELETE ON review WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER report_is_held BEFORE DELETE ON report WHEN EXISTS (
    SELECT 1 FROM legal_hold WHERE legal_hold.family = OLD.family AND lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER note_is_held BEFORE DELETE ON note WHEN EXISTS (
    SELECT 1 FROM legal_hold JOIN visit ON visit.family = legal_hold.family
    WHERE visit.id = OLD.visit AND legal_hold.lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;
CREATE TRIGGER visit_event_is_held BEFORE DELETE ON visit_event WHEN EXISTS (
    SELECT 1 FROM legal_hold JOIN visit ON visit.family = legal_hold.family
    WHERE visit.id = OLD.visit AND legal_hold.lifted_at IS NULL
) BEGIN
    SELECT RAISE(ABORT, 'legal_hold_stands');
END;

-- A pair is taken away by two people, or goes with a family that two people destroy.
DROP TRIGGER no_meeting_ends;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting WHEN NOT EXISTS (
    SELECT 1 FROM no_meeting_end
    WHERE no_meeting_end.one = OLD.one AND no_meeting_end.other = OLD.other AND no_meeting_end.since = OLD.at
        AND no_meeting_end.state = 'ended'
) AND NOT EXISTS (
    SELECT 1 FROM destruction JOIN party ON party.family = destruction.family
    WHERE party.id IN (OLD.one, OLD.other) AND destruction.state = 'under-way'
) BEGIN
    SELECT RAISE(ABORT, 'no_meeting_ends');
END;
DROP TRIGGER no_meeting_end_is_kept;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end WHEN NOT EXISTS (
    SELECT 1 FROM destruction JOIN party ON party.family = destruction.family
    WHERE party.id IN (OLD.one, OLD.other) AND destruction.state = 'under-way'
) BEGIN
    SELECT RAISE(ABORT, 'no_meeting_end_stays');
END;
