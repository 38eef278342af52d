-- An adult may answer an offered time themselves, and may answer anew while it is held: what was said before
-- is kept. One answer of each adult stands. The words are for the centre's own people and for who wrote them.
CREATE TABLE offer_said (
    visit TEXT NOT NULL REFERENCES visit (id),
    party TEXT NOT NULL REFERENCES party (id),
    number INTEGER NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    suits BOOLEAN NOT NULL,
    how TEXT NOT NULL CHECK (how IN ('own', 'told')),
    words TEXT,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    ended_at BIGINT,
    PRIMARY KEY (visit, party, number)
);
INSERT INTO offer_said (visit, party, number, centre, suits, how, at, account)
    SELECT visit, party, 1, centre, suits, 'told', at, account FROM offer_answer;
DROP TABLE offer_answer;
ALTER TABLE offer_said RENAME TO offer_answer;
CREATE UNIQUE INDEX offer_answer_stands ON offer_answer (visit, party) WHERE ended_at IS NULL;
