-- Undoes V1_12_0__reply_texts.

REVOKE SELECT, INSERT, UPDATE, DELETE ON reply_texts FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON reply_texts FROM '${writer}'@'%';

-- The text of replies under way goes back to their rows.
-- loses nothing: it is filled by the next statement
ALTER TABLE replies
    ADD COLUMN checkpoint MEDIUMTEXT NULL COMMENT 'text streamed so far; NULL once ended' AFTER cancel_requested,
    ALGORITHM = INSTANT;

UPDATE /*+ SET_VAR(group_concat_max_len = 67108864) */ replies r
    JOIN (SELECT reply_id, GROUP_CONCAT(text ORDER BY start SEPARATOR '') AS said
          FROM reply_texts
          GROUP BY reply_id) t ON t.reply_id = r.id
SET r.checkpoint = t.said;

-- loses nothing: stands in the replies now
DROP TABLE reply_texts;
