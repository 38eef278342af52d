-- Who signed in is a column, so that a page finds the session and its owner by one statement, and the
-- sessions of one sign-in can be found. Sessions from before have no owner: their people sign in again.
ALTER TABLE browser_session ADD COLUMN account TEXT REFERENCES account (id);
CREATE INDEX browser_session_account ON browser_session (account);
