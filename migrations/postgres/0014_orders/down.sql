DROP TABLE child_hours;
DROP TABLE court_order_terms;
DROP TABLE court_order;
