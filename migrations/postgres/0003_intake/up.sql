-- Where an applicant is and how they are reached, apart from the application itself (R25).
CREATE TABLE application_contact (
    application TEXT PRIMARY KEY REFERENCES application (id),
    centre TEXT NOT NULL REFERENCES centre (id),
    document TEXT NOT NULL
);
