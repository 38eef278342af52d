DROP TABLE chat_line;
DROP TABLE chat;
DROP TABLE chat_desk;
DROP TABLE chat_hours;
