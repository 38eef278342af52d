DROP TRIGGER no_meeting_ends;
DROP TRIGGER no_meeting_end_is_kept;
DROP TRIGGER no_meeting_end_stays;
DROP TABLE learning_import;
DROP VIEW look_again;
DROP VIEW desk;
DROP TABLE no_meeting_end;
DROP VIEW clearance_basis;
