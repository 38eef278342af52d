-- What stood in somebody's contact details before they were written anew, sealed. The other side must not be told of it
-- any more than of what stands there now (R25), until somebody says why it is no longer confidential.
CREATE TABLE contact_before (
    party TEXT NOT NULL REFERENCES party (id),
    number INTEGER NOT NULL CHECK (number > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    document TEXT NOT NULL,
    -- Who wrote them anew; nobody where the program did.
    account TEXT REFERENCES account (id),
    at BIGINT NOT NULL,
    -- Why it is no longer confidential, sealed.
    lifted TEXT,
    lifted_by TEXT REFERENCES account (id),
    lifted_at BIGINT,
    PRIMARY KEY (party, number),
    CHECK ((lifted IS NULL) = (lifted_by IS NULL)),
    CHECK ((lifted IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX contact_before_family ON contact_before (family);
