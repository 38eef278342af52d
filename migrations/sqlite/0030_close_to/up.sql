-- Colleagues are close to each other; a tie is how somebody belongs to a record that policy is asked about.
ALTER TABLE staff_tie RENAME TO staff_close_to;
