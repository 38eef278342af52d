DROP TABLE learning_statement;
DROP TABLE learner;
DROP TABLE certificate;
DROP TABLE training_place;
DROP TABLE training;
DROP TABLE course;
DROP TABLE clearance_policy;
ALTER TABLE staff ADD COLUMN cleared_until INTEGER;
