DROP VIEW own_fact;
DROP TABLE said_and_done;
DROP TABLE feedback_figures;
DROP TABLE feedback;
