ALTER TABLE staff_close_to RENAME TO staff_tie;
