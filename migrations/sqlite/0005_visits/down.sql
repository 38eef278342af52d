ALTER TABLE incident DROP COLUMN worker;
