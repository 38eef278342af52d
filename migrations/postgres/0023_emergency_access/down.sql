DROP VIEW session_tie;
DROP TABLE emergency_access;
