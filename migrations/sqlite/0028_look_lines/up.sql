-- What a reviewer decided of single lines of an answer to who has looked. The last decision of a line counts.
CREATE TABLE look_line (
    request TEXT NOT NULL REFERENCES look_request (id),
    number INTEGER NOT NULL CHECK (number > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    line TEXT NOT NULL,
    withheld BOOLEAN NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (request, number)
);
