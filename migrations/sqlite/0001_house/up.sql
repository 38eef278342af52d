CREATE TABLE centre (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL
);

CREATE TABLE account (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    username TEXT NOT NULL,
    password TEXT NOT NULL,
    staff TEXT,
    party TEXT,
    closed BOOLEAN NOT NULL,
    CONSTRAINT account_username UNIQUE (centre, username)
);

CREATE TABLE browser_session (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    record TEXT NOT NULL,
    expires BIGINT NOT NULL
);

CREATE TABLE api_token (
    hash TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    made BIGINT NOT NULL
);

CREATE TABLE answer_given (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);

CREATE TABLE audit_entry (
    centre TEXT NOT NULL REFERENCES centre (id),
    seq BIGINT NOT NULL CHECK (seq > 0),
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    family TEXT,
    summary TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (centre, seq)
);

CREATE INDEX audit_entry_family ON audit_entry (family, seq);
