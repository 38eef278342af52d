-- What a first page asks of every family is kept with the family, so that it is asked of those alone that
-- need somebody, however many there are. Each is worked out anew in the transaction that changes it.
ALTER TABLE family ADD COLUMN first_visit BIGINT;
ALTER TABLE family ADD COLUMN review_on INTEGER;
ALTER TABLE plan ADD COLUMN agreed INTEGER NOT NULL DEFAULT 0;
UPDATE family SET first_visit = (
    SELECT MIN(visit.starts) FROM visit
    WHERE visit.family = family.id AND visit.state IN (
        'in-session', 'paused', 'ended', 'child-left', 'visiting-released', 'debriefed', 'closed'
    )
);
UPDATE plan SET agreed = (
    SELECT COUNT(*) FROM agreement JOIN party ON party.id = agreement.party
    WHERE agreement.plan = plan.id AND party.is_main
);
CREATE INDEX family_review ON family (centre, review_on);
CREATE INDEX plan_agreed ON plan (centre, state, agreed, created);
CREATE INDEX family_created ON family (centre, created, id);
CREATE INDEX visit_ends ON visit (family, ends, state, starts);
CREATE INDEX visit_leaves ON visit (family, child_leaves);
DROP INDEX visit_starts;
CREATE INDEX visit_starts ON visit (centre, starts, id);
DROP INDEX visit_family;
CREATE INDEX visit_family ON visit (family, starts, id);
CREATE INDEX visit_event_kind ON visit_event (visit, kind);
CREATE INDEX visit_unsafe ON visit (centre, starts) WHERE unsafe_because IS NOT NULL;
CREATE INDEX meeting_state ON meeting (centre, state, ends);
CREATE INDEX assessment_state ON assessment (centre, state, created);
CREATE INDEX enquiry_open ON enquiry (centre, at) WHERE outcome IS NULL;
CREATE INDEX application_state ON application (centre, state, submitted);
DROP INDEX task_due;
CREATE INDEX task_due ON task (centre, done_at, due, id);
CREATE INDEX review_open ON review (centre, due_on) WHERE decided_at IS NULL;
