DROP TABLE contact_before;
