CREATE TABLE offer_stood (
    visit TEXT NOT NULL REFERENCES visit (id),
    party TEXT NOT NULL REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    suits BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (visit, party)
);
INSERT INTO offer_stood (visit, party, centre, suits, at, account)
    SELECT visit, party, centre, suits, at, account FROM offer_answer WHERE ended_at IS NULL;
DROP TABLE offer_answer;
ALTER TABLE offer_stood RENAME TO offer_answer;
