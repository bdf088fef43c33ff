-- What replies under way have said so far, appended as it comes: the row of the reply stays small, and storing costs as much
-- as there is new text, however long the reply has become. Gone when the reply has ended.
CREATE TABLE reply_texts (
    reply_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    start INT UNSIGNED NOT NULL COMMENT 'characters before this piece',
    text MEDIUMTEXT NOT NULL,
    PRIMARY KEY (reply_id, start),
    CONSTRAINT fk_reply_texts_reply FOREIGN KEY (reply_id) REFERENCES replies (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO reply_texts (reply_id, start, text)
SELECT id, 0, checkpoint FROM replies WHERE checkpoint <> '';

ALTER TABLE replies DROP COLUMN checkpoint;

GRANT SELECT, INSERT, UPDATE, DELETE ON reply_texts TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON reply_texts TO '${worker}'@'%';
