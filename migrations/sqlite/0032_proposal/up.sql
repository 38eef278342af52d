-- What the planner proposes for the weeks ahead. Nothing of it is booked until a person accepts it; a centre
-- keeps one proposal, for four weeks at most.
CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    account TEXT NOT NULL REFERENCES account (id),
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    outcome TEXT,
    ended_at BIGINT
);
CREATE UNIQUE INDEX proposal_of_centre ON proposal (centre);
-- A visit that was wanted: with a time that is proposed, or with what stands in its way.
CREATE TABLE proposal_line (
    id TEXT PRIMARY KEY,
    proposal TEXT NOT NULL REFERENCES proposal (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    priority TEXT NOT NULL,
    waits_since INTEGER NOT NULL,
    starts BIGINT,
    ends BIGINT,
    room TEXT REFERENCES room (id),
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    visit TEXT REFERENCES visit (id),
    CHECK (state <> 'booked' OR visit IS NOT NULL),
    CHECK (state = 'unserved' OR (starts IS NOT NULL AND ends IS NOT NULL AND room IS NOT NULL))
);
CREATE INDEX proposal_line_of ON proposal_line (proposal, starts, id);
CREATE INDEX proposal_line_family ON proposal_line (family);
CREATE INDEX proposal_line_visit ON proposal_line (visit);
-- What the co-ordinator said of a family's times before the planner went to work: keep this, not that.
CREATE TABLE proposal_wish (
    id TEXT PRIMARY KEY,
    proposal TEXT NOT NULL REFERENCES proposal (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    what TEXT NOT NULL,
    starts BIGINT NOT NULL,
    room TEXT NOT NULL REFERENCES room (id),
    document TEXT NOT NULL
);
CREATE INDEX proposal_wish_of ON proposal_wish (proposal, id);
CREATE INDEX proposal_wish_family ON proposal_wish (family);
