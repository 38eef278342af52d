CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting WHEN NOT EXISTS (
    SELECT 1 FROM no_meeting_end
    WHERE no_meeting_end.one = OLD.one AND no_meeting_end.other = OLD.other AND no_meeting_end.since = OLD.at
        AND no_meeting_end.state = 'ended'
) BEGIN
    SELECT RAISE(ABORT, 'no_meeting_ends');
END;
CREATE TRIGGER no_meeting_end_stays BEFORE UPDATE ON no_meeting_end WHEN OLD.state <> 'asked' BEGIN
    SELECT RAISE(ABORT, 'no_meeting_end_stays');
END;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end BEGIN
    SELECT RAISE(ABORT, 'no_meeting_end_stays');
END;
