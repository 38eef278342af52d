-- A court order as the machine holds it. What it says is in versions that are only ever added to.
CREATE TABLE court_order (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    -- The order of the referral whose terms these are, counted from one.
    referral TEXT REFERENCES referral (id),
    referral_order INTEGER,
    replaces TEXT REFERENCES court_order (id),
    created BIGINT NOT NULL,
    -- The version in force, and the last there is.
    version INTEGER NOT NULL CHECK (version > 0),
    ended_from INTEGER,
    ended_how TEXT CHECK (ended_how IN ('replaced', 'discharged', 'not-needed')),
    ended_why TEXT,
    ended_by TEXT REFERENCES account (id),
    ended_at BIGINT,
    CHECK ((referral IS NULL) = (referral_order IS NULL)),
    CHECK (
        (ended_from IS NULL) = (ended_at IS NULL) AND (ended_how IS NULL) = (ended_at IS NULL)
        AND (ended_why IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (ended_at IS NULL)
    )
);
CREATE INDEX court_order_family ON court_order (family, created);
CREATE UNIQUE INDEX court_order_of_referral ON court_order (referral, referral_order);

-- One reading of an order. Whoever confirms that it was read rightly is not whoever read it.
CREATE TABLE court_order_terms (
    court_order TEXT NOT NULL REFERENCES court_order (id),
    version INTEGER NOT NULL CHECK (version > 0),
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES account (id),
    created BIGINT NOT NULL,
    confirmed_by TEXT REFERENCES account (id),
    confirmed_at BIGINT,
    PRIMARY KEY (court_order, version),
    CHECK (confirmed_by <> author),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
);
CREATE INDEX court_order_terms_unconfirmed ON court_order_terms (centre, created) WHERE confirmed_by IS NULL;

-- A child's own hours: school, a nap, worship. Stopped rather than taken away.
CREATE TABLE child_hours (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    child TEXT NOT NULL REFERENCES child (id),
    document TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES account (id),
    created BIGINT NOT NULL,
    stopped_by TEXT REFERENCES account (id),
    stopped_at BIGINT,
    CHECK ((stopped_by IS NULL) = (stopped_at IS NULL))
);
CREATE INDEX child_hours_family ON child_hours (family, created);
