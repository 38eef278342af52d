DROP TABLE notice_about;
DROP TABLE notice;
DROP TABLE safe_way;
DROP TABLE notice_setting;
