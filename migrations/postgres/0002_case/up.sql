-- The registers of a centre
CREATE TABLE room (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL,
    families INTEGER NOT NULL CHECK (families > 0),
    kinds TEXT NOT NULL,
    features TEXT NOT NULL,
    CONSTRAINT room_name UNIQUE (centre, name)
);

CREATE TABLE entrance (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL,
    CONSTRAINT entrance_name UNIQUE (centre, name)
);

CREATE TABLE opening (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    CHECK (ends > starts)
);
CREATE INDEX opening_starts ON opening (centre, starts);

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    cleared_until INTEGER
);

-- The family and its people. What identifies where an adult is lives in party_contact alone (R25).
CREATE TABLE family (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    stage TEXT NOT NULL,
    created BIGINT NOT NULL,
    CONSTRAINT family_reference UNIQUE (centre, reference)
);
CREATE INDEX family_stage ON family (centre, stage, created);

CREATE TABLE party (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    side TEXT NOT NULL CHECK (side IN ('resident', 'visiting')),
    is_main BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    born INTEGER,
    document TEXT NOT NULL,
    account TEXT
);
CREATE INDEX party_family ON party (family);
CREATE INDEX party_account ON party (account);

CREATE TABLE party_contact (
    party TEXT PRIMARY KEY REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL
);

CREATE TABLE child (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    name TEXT NOT NULL,
    born INTEGER NOT NULL,
    document TEXT NOT NULL
);
CREATE INDEX child_family ON child (family);

CREATE TABLE no_meeting (
    one TEXT NOT NULL REFERENCES party (id),
    other TEXT NOT NULL REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (one, other),
    CHECK (one <> other)
);

-- Intake
CREATE TABLE enquiry (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    channel TEXT NOT NULL,
    at BIGINT NOT NULL,
    document TEXT NOT NULL,
    outcome TEXT,
    outcome_words TEXT,
    closed_at BIGINT,
    CHECK ((outcome IS NULL) = (closed_at IS NULL))
);
CREATE INDEX enquiry_at ON enquiry (centre, at);

CREATE TABLE referral (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT REFERENCES family (id),
    source TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'withdrawn')),
    author TEXT REFERENCES account (id),
    document TEXT NOT NULL,
    created BIGINT NOT NULL,
    submitted BIGINT,
    CHECK ((state = 'submitted') = (submitted IS NOT NULL)),
    CHECK ((state = 'submitted') = (family IS NOT NULL))
);
CREATE INDEX referral_created ON referral (centre, created);
CREATE INDEX referral_family ON referral (family);

CREATE TABLE referral_contact (
    referral TEXT NOT NULL REFERENCES referral (id),
    side TEXT NOT NULL CHECK (side IN ('resident', 'visiting')),
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL,
    PRIMARY KEY (referral, side)
);

CREATE TABLE application (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    code TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'joined')),
    document TEXT NOT NULL,
    created BIGINT NOT NULL,
    submitted BIGINT,
    referral TEXT REFERENCES referral (id),
    CHECK ((state = 'joined') = (referral IS NOT NULL)),
    CONSTRAINT application_code UNIQUE (code)
);
CREATE INDEX application_created ON application (centre, created);

CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    referral TEXT REFERENCES referral (id),
    application TEXT REFERENCES application (id),
    order_number INTEGER,
    filename TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    at BIGINT NOT NULL,
    CHECK ((referral IS NULL) <> (application IS NULL))
);
CREATE INDEX attachment_referral ON attachment (referral);
CREATE INDEX attachment_application ON attachment (application);

CREATE TABLE triage (
    referral TEXT NOT NULL REFERENCES referral (id),
    at BIGINT NOT NULL,
    centre TEXT NOT NULL REFERENCES centre (id),
    decision TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (referral, at)
);

CREATE TABLE meeting (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    party TEXT NOT NULL REFERENCES party (id),
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    place TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('arranged', 'held', 'cancelled')),
    document TEXT,
    CHECK (ends > starts),
    CHECK (state <> 'held' OR document IS NOT NULL)
);
CREATE INDEX meeting_family ON meeting (family, starts);
CREATE INDEX meeting_starts ON meeting (centre, starts);

-- Risk and plan
CREATE TABLE assessment (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    version INTEGER NOT NULL CHECK (version > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'superseded')),
    document TEXT NOT NULL,
    result TEXT,
    review_on INTEGER,
    author TEXT NOT NULL REFERENCES account (id),
    approver TEXT REFERENCES account (id),
    approved_at BIGINT,
    created BIGINT NOT NULL,
    CONSTRAINT assessment_version UNIQUE (family, version),
    CHECK (state NOT IN ('approved', 'superseded') OR approver IS NOT NULL),
    CHECK (approver IS NULL OR approver <> author)
);
CREATE UNIQUE INDEX assessment_one_approved ON assessment (family) WHERE state = 'approved';

CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    version INTEGER NOT NULL CHECK (version > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'current', 'superseded')),
    level TEXT NOT NULL,
    kind TEXT NOT NULL,
    review_on INTEGER,
    document TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES account (id),
    created BIGINT NOT NULL,
    CONSTRAINT plan_version UNIQUE (family, version)
);
CREATE UNIQUE INDEX plan_one_current ON plan (family) WHERE state = 'current';

CREATE TABLE agreement (
    plan TEXT NOT NULL REFERENCES plan (id),
    party TEXT NOT NULL REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    acknowledged TEXT NOT NULL,
    how TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    PRIMARY KEY (plan, party)
);

-- Visits
CREATE TABLE visit (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    plan TEXT NOT NULL REFERENCES plan (id),
    kind TEXT NOT NULL,
    room TEXT NOT NULL REFERENCES room (id),
    series TEXT,
    state TEXT NOT NULL,
    visiting_arrives BIGINT NOT NULL,
    child_arrives BIGINT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    child_leaves BIGINT NOT NULL,
    visiting_leaves BIGINT NOT NULL,
    document TEXT NOT NULL,
    unsafe_because TEXT,
    booked_at BIGINT NOT NULL,
    CHECK (ends > starts AND child_arrives <= starts AND child_leaves >= ends)
);
CREATE INDEX visit_starts ON visit (centre, starts);
CREATE INDEX visit_family ON visit (family, starts);

CREATE TABLE visit_supervisor (
    visit TEXT NOT NULL REFERENCES visit (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    starts BIGINT NOT NULL,
    PRIMARY KEY (visit, staff)
);
CREATE INDEX visit_supervisor_staff ON visit_supervisor (staff, starts);

CREATE TABLE visit_person (
    visit TEXT NOT NULL REFERENCES visit (id),
    party TEXT NOT NULL REFERENCES party (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    PRIMARY KEY (visit, party)
);

CREATE TABLE visit_event (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    visit TEXT NOT NULL REFERENCES visit (id),
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id),
    document TEXT NOT NULL,
    CONSTRAINT visit_event_number UNIQUE (visit, number)
);

CREATE TABLE note (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    visit TEXT NOT NULL REFERENCES visit (id),
    kind TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    words TEXT NOT NULL,
    speaker TEXT,
    corrects TEXT REFERENCES note (id),
    account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX note_visit ON note (visit, happened_at);

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    visit TEXT REFERENCES visit (id),
    kind TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    document TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX incident_family ON incident (family, happened_at);
CREATE INDEX incident_recorded ON incident (centre, recorded_at);

CREATE TABLE review (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    trigger_kind TEXT NOT NULL,
    words TEXT NOT NULL,
    due_on INTEGER NOT NULL,
    opened_at BIGINT NOT NULL,
    decision TEXT,
    document TEXT,
    decided_at BIGINT,
    decided_by TEXT REFERENCES account (id),
    CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE INDEX review_family ON review (family, due_on);
CREATE INDEX review_due ON review (centre, due_on);

CREATE TABLE task (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT REFERENCES family (id),
    incident TEXT REFERENCES incident (id),
    review TEXT REFERENCES review (id),
    assessment TEXT REFERENCES assessment (id),
    rule TEXT,
    whom TEXT NOT NULL,
    words TEXT NOT NULL,
    due BIGINT NOT NULL,
    done_at BIGINT,
    done_by TEXT REFERENCES account (id),
    outcome TEXT,
    CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX task_due ON task (centre, done_at, due);
CREATE INDEX task_family ON task (family);

-- Reports
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    family TEXT NOT NULL REFERENCES family (id),
    reference TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('observations', 'attendance')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
    document TEXT NOT NULL,
    created BIGINT NOT NULL,
    author TEXT NOT NULL REFERENCES account (id),
    signed_at BIGINT,
    signed_by TEXT REFERENCES account (id),
    pdf BYTEA,
    sha256 TEXT,
    CONSTRAINT report_reference UNIQUE (centre, reference),
    CHECK ((state = 'signed') = (pdf IS NOT NULL AND sha256 IS NOT NULL AND signed_at IS NOT NULL))
);
CREATE INDEX report_family ON report (family, created);

CREATE TABLE report_copy (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL REFERENCES centre (id),
    report TEXT NOT NULL REFERENCES report (id),
    recipient TEXT NOT NULL,
    capacity TEXT NOT NULL,
    how TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX report_copy_report ON report_copy (report);
