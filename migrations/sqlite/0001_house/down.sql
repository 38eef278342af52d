DROP TABLE audit_entry;
DROP TABLE answer_given;
DROP TABLE api_token;
DROP TABLE browser_session;
DROP TABLE account;
DROP TABLE centre;
