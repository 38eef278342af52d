DROP TABLE look_line;
