-- A duty is done at one site: whoever is at another cannot come when they are called. No foreign key: the
-- embedded database could not take the column away again.
ALTER TABLE duty ADD COLUMN site TEXT;
UPDATE duty SET site = (SELECT MIN(site.id) FROM site WHERE site.centre = duty.centre);

-- How many families those on duty may have to watch, each time a centre has set it. The newest counts.
CREATE TABLE staffing (
    centre TEXT NOT NULL REFERENCES centre (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    ratios TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (centre, version)
);
