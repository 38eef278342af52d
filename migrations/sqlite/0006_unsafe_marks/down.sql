ALTER TABLE visit DROP COLUMN unsafe_code;
