-- Undoes V1_11_0__own_titles.

ALTER TABLE chat_sessions DROP COLUMN own_title, ALGORITHM = INSTANT;
