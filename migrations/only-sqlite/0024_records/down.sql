DROP TRIGGER no_meeting_end_is_kept;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end BEGIN
    SELECT RAISE(ABORT, 'no_meeting_end_stays');
END;
DROP TRIGGER no_meeting_ends;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting WHEN NOT EXISTS (
    SELECT 1 FROM no_meeting_end
    WHERE no_meeting_end.one = OLD.one AND no_meeting_end.other = OLD.other AND no_meeting_end.since = OLD.at
        AND no_meeting_end.state = 'ended'
) BEGIN
    SELECT RAISE(ABORT, 'no_meeting_ends');
END;
DROP TRIGGER party_is_held;
DROP TRIGGER child_is_held;
DROP TRIGGER referral_is_held;
DROP TRIGGER meeting_is_held;
DROP TRIGGER assessment_is_held;
DROP TRIGGER plan_is_held;
DROP TRIGGER court_order_is_held;
DROP TRIGGER visit_is_held;
DROP TRIGGER incident_is_held;
DROP TRIGGER review_is_held;
DROP TRIGGER report_is_held;
DROP TRIGGER note_is_held;
DROP TRIGGER visit_event_is_held;
DROP TRIGGER family_is_held;
DROP TRIGGER family_is_destroyed;
DROP TRIGGER legal_hold_is_lifted;
