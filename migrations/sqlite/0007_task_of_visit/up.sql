-- The visit a task comes from, where it comes from a note of it.
ALTER TABLE task ADD COLUMN visit TEXT REFERENCES visit (id);
