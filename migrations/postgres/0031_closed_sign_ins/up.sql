-- When a sign-in was closed, from which the time runs for which what it was entered with is kept, and when that was
-- destroyed. The name stays under what somebody wrote.
ALTER TABLE account ADD COLUMN closed_at BIGINT;
ALTER TABLE account ADD COLUMN destroyed_at BIGINT;
-- When those closed before this were closed nobody wrote down: their time runs from now, as the trail knows it.
UPDATE account SET closed_at = (SELECT MAX(at) FROM audit_entry WHERE audit_entry.centre = account.centre)
    WHERE closed;
