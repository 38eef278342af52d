DROP TABLE adult_consent;
DROP TABLE thread_request;
