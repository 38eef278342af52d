DROP TABLE feed;
DROP INDEX family_title;
DROP INDEX visit_calendar;
