-- Undoes V1_23_0__file_encodings.

-- loses SELECT COUNT(*) FROM chat_messages WHERE CHAR_LENGTH(original_id) > 36
UPDATE chat_messages SET original_id = NULL WHERE CHAR_LENGTH(original_id) > 36;

ALTER TABLE chat_messages
    MODIFY COLUMN original_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: said here',
    ALGORITHM = COPY, LOCK = SHARED;

-- loses SELECT COUNT(*) FROM attachments WHERE CHAR_LENGTH(original_id) > 36
UPDATE attachments SET original_id = NULL WHERE CHAR_LENGTH(original_id) > 36;

-- loses SELECT COUNT(*) FROM attachments WHERE CHAR_LENGTH(media_type) > 40
UPDATE attachments SET media_type = 'application/octet-stream' WHERE CHAR_LENGTH(media_type) > 40;

-- loses SELECT COUNT(*) FROM attachments WHERE encoding IS NOT NULL AND encoding <> 'UTF-8'
ALTER TABLE attachments
    DROP COLUMN encoding,
    MODIFY COLUMN original_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: uploaded here',
    MODIFY COLUMN media_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'by content',
    ALGORITHM = COPY, LOCK = SHARED;

CREATE OR REPLACE VIEW user_attachments AS
SELECT *
FROM attachments
WHERE user_id = CURRENT_USER_ID();
