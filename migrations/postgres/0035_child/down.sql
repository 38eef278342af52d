DROP TABLE child_page;
DROP TABLE child_picture;
DROP TABLE child_word;
DROP TABLE child_answer_note;
DROP TABLE child_answer;
DROP TABLE child_sitting;
-- postgres only
DROP FUNCTION child_answer_stays();
-- end
