-- What an adult asks for in a thread: another time, somebody else, a gift, a photograph, or that a worry be heard.
CREATE TABLE thread_request (
    thread TEXT PRIMARY KEY REFERENCES thread (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    ask TEXT NOT NULL CHECK (ask IN ('change', 'person', 'gift', 'photograph', 'worry')),
    -- For which day, if for one.
    day INTEGER,
    decision TEXT CHECK (decision IN ('yes', 'no')),
    -- What whoever decided had made sure of, as a list.
    checked TEXT,
    account TEXT REFERENCES account (id),
    at BIGINT,
    CHECK ((decision IS NULL) = (account IS NULL) AND (decision IS NULL) = (at IS NULL)
        AND (decision IS NULL) = (checked IS NULL)),
    -- A worry is heard and answered; there is no yes or no to it.
    CHECK (decision IS NULL OR ask <> 'worry')
);
CREATE INDEX thread_request_open ON thread_request (centre, decision);

-- What an adult consents to, each time they said so: the newest of a kind stands.
CREATE TABLE adult_consent (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    about TEXT NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL
);
CREATE INDEX adult_consent_family ON adult_consent (family);
CREATE INDEX adult_consent_party ON adult_consent (party, about, at);
