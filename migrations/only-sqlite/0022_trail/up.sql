CREATE TRIGGER audit_entry_stays_on_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
CREATE TRIGGER audit_entry_stays_on_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
CREATE TRIGGER trail_node_stays_on_update BEFORE UPDATE ON trail_node
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
CREATE TRIGGER trail_node_stays_on_delete BEFORE DELETE ON trail_node
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
CREATE TRIGGER trail_head_stays_on_update BEFORE UPDATE ON trail_head
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
CREATE TRIGGER trail_head_stays_on_delete BEFORE DELETE ON trail_head
BEGIN
    SELECT RAISE(ABORT, 'the trail is only added to');
END;
