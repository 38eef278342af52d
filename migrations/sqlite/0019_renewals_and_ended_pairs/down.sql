DROP VIEW desk;
DROP VIEW clearance_basis;
