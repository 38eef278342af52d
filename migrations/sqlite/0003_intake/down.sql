DROP TABLE application_contact;
