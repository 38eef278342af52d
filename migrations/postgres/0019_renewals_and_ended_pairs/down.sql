-- postgres only
DROP TRIGGER no_meeting_ends ON no_meeting;
DROP FUNCTION no_meeting_ends;
DROP TRIGGER no_meeting_end_is_kept ON no_meeting_end;
DROP TRIGGER no_meeting_end_stays ON no_meeting_end;
DROP FUNCTION no_meeting_end_stays;
-- end
DROP TABLE learning_import;
DROP VIEW look_again;
DROP VIEW desk;
DROP TABLE no_meeting_end;
DROP VIEW clearance_basis;
