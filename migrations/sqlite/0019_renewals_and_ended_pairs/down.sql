DROP VIEW look_again;
DROP VIEW desk;
DROP VIEW clearance_basis;
