-- The stable code of the refusal behind the mark, so that what lifts one kind of mark leaves the others.
ALTER TABLE visit ADD COLUMN unsafe_code TEXT;
