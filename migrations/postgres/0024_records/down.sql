-- postgres only
DROP TRIGGER no_meeting_end_is_kept ON no_meeting_end;
CREATE TRIGGER no_meeting_end_is_kept BEFORE DELETE ON no_meeting_end FOR EACH ROW
    EXECUTE FUNCTION no_meeting_end_stays();
DROP TRIGGER no_meeting_ends ON no_meeting;
CREATE TRIGGER no_meeting_ends BEFORE DELETE ON no_meeting FOR EACH ROW EXECUTE FUNCTION no_meeting_ends();
DROP FUNCTION is_being_destroyed(TEXT);
DROP TRIGGER party_is_held ON party;
DROP TRIGGER child_is_held ON child;
DROP TRIGGER referral_is_held ON referral;
DROP TRIGGER meeting_is_held ON meeting;
DROP TRIGGER assessment_is_held ON assessment;
DROP TRIGGER plan_is_held ON plan;
DROP TRIGGER court_order_is_held ON court_order;
DROP TRIGGER visit_is_held ON visit;
DROP TRIGGER incident_is_held ON incident;
DROP TRIGGER review_is_held ON review;
DROP TRIGGER report_is_held ON report;
DROP TRIGGER note_is_held ON note;
DROP TRIGGER visit_event_is_held ON visit_event;
DROP TRIGGER family_is_held ON family;
DROP TRIGGER legal_hold_is_lifted ON legal_hold;
DROP FUNCTION legal_hold_is_lifted();
DROP FUNCTION visit_is_held();
DROP FUNCTION family_is_held();
DROP FUNCTION legal_hold_stands();
-- end
DROP VIEW retention_basis;
DROP TABLE breach_step;
DROP TABLE breach;
DROP TABLE destruction;
DROP TABLE legal_hold;
DROP TABLE retention_term;
DROP TABLE subject_passage;
DROP TABLE subject_request;
