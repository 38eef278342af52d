DROP TABLE proposal_wish;
DROP TABLE proposal_line;
DROP TABLE proposal;
