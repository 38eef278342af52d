DROP TABLE guide_need;
DROP TABLE guide_edition;
