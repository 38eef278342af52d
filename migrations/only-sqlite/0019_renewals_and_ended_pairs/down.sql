DROP TRIGGER no_meeting_ends;
DROP TRIGGER no_meeting_end_is_kept;
DROP TRIGGER no_meeting_end_stays;
