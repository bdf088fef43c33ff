-- Undoes V1_16_0__kept_replies.

-- loses SELECT COUNT(*) FROM replies WHERE keep AND status = 'streaming'
ALTER TABLE replies DROP COLUMN keep, ALGORITHM = INSTANT;
