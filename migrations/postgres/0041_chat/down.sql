DROP TABLE chat_line;
-- postgres only
DROP FUNCTION chat_line_stays();
-- end
DROP TABLE chat;
DROP TABLE chat_desk;
DROP TABLE chat_hours;
