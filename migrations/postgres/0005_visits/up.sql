-- The worker an incident is about, who must not know of it. No foreign key: the embedded database could
-- not take the column away again.
ALTER TABLE incident ADD COLUMN worker TEXT;
