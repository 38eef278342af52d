ALTER TABLE account DROP COLUMN destroyed_at;
ALTER TABLE account DROP COLUMN closed_at;
