-- Where the centre works. What was there before sites were written down belongs to one site, which has the
-- centre's own identifier and name.
CREATE TABLE site (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL,
    nation TEXT NOT NULL CHECK (nation IN ('england-and-wales', 'scotland', 'northern-ireland')),
    directions TEXT,
    CONSTRAINT site_name UNIQUE (centre, name)
);
INSERT INTO site (id, centre, name, nation) SELECT id, id, name, 'england-and-wales' FROM centre;

-- No foreign keys on these columns: the embedded database could not take them away again.
ALTER TABLE room ADD COLUMN site TEXT;
ALTER TABLE room ADD COLUMN facilities TEXT NOT NULL DEFAULT '[]';
ALTER TABLE room ADD COLUMN toys TEXT;
ALTER TABLE room ADD COLUMN youngest INTEGER;
ALTER TABLE room ADD COLUMN oldest INTEGER;
UPDATE room SET site = centre;
ALTER TABLE entrance ADD COLUMN site TEXT;
ALTER TABLE entrance ADD COLUMN closed_on INTEGER;
UPDATE entrance SET site = centre;

CREATE TABLE waiting_area (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    site TEXT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    closed_on INTEGER,
    CONSTRAINT waiting_area_name UNIQUE (centre, name)
);

-- One row is one thing that can be reserved with a visit.
CREATE TABLE equipment (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    site TEXT NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    words TEXT,
    out_of_use_on INTEGER,
    out_of_use_because TEXT,
    CONSTRAINT equipment_name UNIQUE (centre, name),
    CHECK ((out_of_use_on IS NULL) = (out_of_use_because IS NULL))
);

-- Regular opening times. Hours are minutes past midnight on the wall clock in London; without a site, they
-- are those of every site.
CREATE TABLE opening_pattern (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    site TEXT REFERENCES site (id),
    weekday TEXT NOT NULL,
    every_weeks INTEGER NOT NULL CHECK (every_weeks BETWEEN 1 AND 52),
    first_day INTEGER NOT NULL,
    last_day INTEGER,
    opens INTEGER NOT NULL CHECK (opens >= 0),
    closes INTEGER NOT NULL CHECK (closes < 1440),
    on_bank_holidays BOOLEAN NOT NULL,
    CHECK (closes > opens),
    CHECK (last_day IS NULL OR last_day >= first_day)
);
CREATE INDEX opening_pattern_centre ON opening_pattern (centre);

-- One day with hours of its own, or with none.
CREATE TABLE opening_exception (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    site TEXT REFERENCES site (id),
    day INTEGER NOT NULL,
    opens INTEGER CHECK (opens >= 0),
    closes INTEGER CHECK (closes < 1440),
    reason TEXT NOT NULL,
    CHECK ((opens IS NULL) = (closes IS NULL)),
    CHECK (opens IS NULL OR closes > opens)
);
CREATE UNIQUE INDEX opening_exception_site ON opening_exception (centre, site, day);
CREATE UNIQUE INDEX opening_exception_all ON opening_exception (centre, day) WHERE site IS NULL;

-- A stretch of time in which the centre, one site or one room is shut. A closure that was lifted keeps its row.
CREATE TABLE closure (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    site TEXT REFERENCES site (id),
    room TEXT REFERENCES room (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    reason TEXT NOT NULL,
    lifted_at BIGINT,
    CHECK (ends > starts),
    CHECK (site IS NULL OR room IS NULL)
);
CREATE INDEX closure_ends ON closure (centre, ends);
CREATE INDEX opening_ends ON opening (centre, ends);

-- Everything that says when the centre is open, to be read in one statement.
CREATE VIEW opening_times AS
SELECT 'site' AS kind, id, centre, id AS site, CAST(NULL AS TEXT) AS room,
    CAST(NULL AS BIGINT) AS starts, CAST(NULL AS BIGINT) AS ends,
    CAST(NULL AS INTEGER) AS first_day, CAST(NULL AS INTEGER) AS last_day,
    CAST(NULL AS INTEGER) AS opens, CAST(NULL AS INTEGER) AS closes,
    CAST(NULL AS INTEGER) AS every_weeks, nation AS word,
    CAST(NULL AS BOOLEAN) AS on_bank_holidays, name AS reason
FROM site
UNION ALL
SELECT 'pattern', id, centre, site, NULL, NULL, NULL, first_day, last_day, opens, closes, every_weeks, weekday,
    on_bank_holidays, NULL
FROM opening_pattern
UNION ALL
SELECT 'exception', id, centre, site, NULL, NULL, NULL, day, day, opens, closes, NULL, NULL, NULL, reason
FROM opening_exception
UNION ALL
SELECT 'closure', id, centre, site, room, starts, ends, NULL, NULL, NULL, NULL, NULL, NULL, NULL, reason
FROM closure WHERE lifted_at IS NULL
UNION ALL
SELECT 'opening', id, centre, NULL, NULL, starts, ends, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM opening;
