CREATE TRIGGER chat_line_stays BEFORE UPDATE ON chat_line BEGIN
    SELECT RAISE(ABORT, 'chat_line_stays');
END;
