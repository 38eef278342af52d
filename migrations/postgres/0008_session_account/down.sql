-- The embedded database drops no column that refers to another table. Sessions are made anew.
DROP TABLE browser_session;
CREATE TABLE browser_session (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    record TEXT NOT NULL,
    expires BIGINT NOT NULL
);
