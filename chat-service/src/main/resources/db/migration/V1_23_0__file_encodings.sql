-- Office documents have long media types, texts come in many encodings, and other systems' ids have many forms.
ALTER TABLE attachments
    MODIFY COLUMN media_type VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'by content',
    MODIFY COLUMN original_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: uploaded here',
    ADD COLUMN encoding VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'of a text; NULL: no text, or UTF-8 from before it was kept';

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_attachments AS
SELECT *
FROM attachments
WHERE user_id = CURRENT_USER_ID();

ALTER TABLE chat_messages
    MODIFY COLUMN original_id VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: said here';
