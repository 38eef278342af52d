DROP TABLE single_destruction;
ALTER TABLE staff DROP COLUMN destroyed_at;
ALTER TABLE application DROP COLUMN changed;
ALTER TABLE referral DROP COLUMN changed;
