-- The calendar by supervisor reads who is named in a week from this alone.
CREATE INDEX visit_supervisor_week ON visit_supervisor (centre, starts, visit, staff);
