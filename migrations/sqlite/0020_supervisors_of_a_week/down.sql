DROP INDEX visit_supervisor_week;
