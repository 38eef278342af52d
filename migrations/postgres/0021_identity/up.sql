-- A signed-in browser says what it is, since when and until when, and when its owner last proved that it is
-- them. Sessions from before say none of that: their people sign in again.
DELETE FROM browser_session;
ALTER TABLE browser_session ADD COLUMN handle TEXT;
ALTER TABLE browser_session ADD COLUMN kind TEXT;
ALTER TABLE browser_session ADD COLUMN device TEXT;
ALTER TABLE browser_session ADD COLUMN made BIGINT;
ALTER TABLE browser_session ADD COLUMN seen BIGINT;
ALTER TABLE browser_session ADD COLUMN ends BIGINT;
ALTER TABLE browser_session ADD COLUMN proved BIGINT;
ALTER TABLE browser_session ADD COLUMN by_pin BOOLEAN;
CREATE UNIQUE INDEX browser_session_handle ON browser_session (handle);

-- A passkey: the public half of a key that only somebody's own device can use.
CREATE TABLE passkey (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    credential TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    name TEXT NOT NULL,
    made BIGINT NOT NULL,
    used BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

-- An authenticator app: the secret it counts with, and the last count that was taken.
CREATE TABLE authenticator (
    account TEXT PRIMARY KEY REFERENCES account (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    secret TEXT NOT NULL,
    made BIGINT NOT NULL,
    last_step BIGINT NOT NULL
);

-- Somebody could not sign in any more, and a member of staff found out who they are and let them in again.
CREATE TABLE recovery (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    how TEXT NOT NULL,
    checked TEXT NOT NULL,
    by_account TEXT NOT NULL REFERENCES account (id),
    hash TEXT NOT NULL UNIQUE,
    made BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    used BIGINT,
    CHECK (by_account <> account)
);
CREATE INDEX recovery_account ON recovery (account);

-- A browser in which somebody has signed in before, by a secret that it keeps, and whose it was.
CREATE TABLE known_device (
    hash TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    seen BIGINT NOT NULL,
    pin TEXT,
    pin_ends BIGINT,
    pin_tries INTEGER NOT NULL,
    PRIMARY KEY (hash, account)
);
CREATE INDEX known_device_account ON known_device (account);

-- Tries to sign in, by where they come from: never by the account they are for.
CREATE TABLE sign_in_try (
    key TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    tries INTEGER NOT NULL,
    last BIGINT NOT NULL,
    waits_until BIGINT NOT NULL
);
CREATE INDEX sign_in_try_last ON sign_in_try (last);
