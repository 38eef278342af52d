DROP TRIGGER audit_entry_stays_on_update;
DROP TRIGGER audit_entry_stays_on_delete;
DROP TABLE trail_head;
DROP TABLE trail_node;
