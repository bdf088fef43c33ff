-- Files that users add to their messages. A file belongs to nobody's message until a turn takes it, and then to that one.
CREATE TABLE attachments (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    message_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL: not used yet',
    place TINYINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'among the files of the message',
    name VARCHAR(255) NOT NULL,
    media_type VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'by content',
    size INT UNSIGNED NOT NULL,
    content_text MEDIUMTEXT NULL COMMENT 'what models read of it; NULL: an image',
    truncated BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'whether the file goes on behind content_text',
    storage ENUM ('mysql', 's3') NOT NULL COMMENT 'where its bytes are',
    original_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: uploaded here',
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX idx_attachments_user (user_id, id),
    INDEX idx_attachments_session (session_id),
    INDEX idx_attachments_message (message_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Bytes in pieces, so that no packet and no heap has to hold a file whole.
CREATE TABLE attachment_chunks (
    attachment_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position INT UNSIGNED NOT NULL,
    content MEDIUMBLOB NOT NULL,
    PRIMARY KEY (attachment_id, position),
    FOREIGN KEY (attachment_id) REFERENCES attachments (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Objects in S3 that are to be deleted once due_at has passed. An upload stands here before it begins, due later, and its
-- commit takes it out: whatever does not come to a commit is deleted in the end, and nothing that did.
CREATE TABLE attachment_deletions (
    attachment_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    due_at DATETIME(6) NOT NULL,
    PRIMARY KEY (attachment_id),
    INDEX idx_attachment_deletions_due (due_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- However a row goes, its object goes after it. Cascades fire no trigger, so nothing cascades into attachments.
CREATE TRIGGER attachments_after_delete AFTER DELETE ON attachments
FOR EACH ROW
    INSERT INTO attachment_deletions (attachment_id, due_at)
    SELECT OLD.id, UTC_TIMESTAMP(6) FROM DUAL WHERE OLD.storage = 's3'
    ON DUPLICATE KEY UPDATE due_at = UTC_TIMESTAMP(6);

-- One row a user, locked while what he has is counted.
CREATE TABLE attachment_owners (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Tells readers of messages, without a look elsewhere, which have files.
ALTER TABLE chat_messages ADD COLUMN attachment_count TINYINT UNSIGNED NOT NULL DEFAULT 0;

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();

CREATE VIEW user_attachments AS
SELECT *
FROM attachments
WHERE user_id = CURRENT_USER_ID();

GRANT SELECT ON user_attachments TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON attachments TO '${writer}'@'%';
GRANT SELECT, INSERT ON attachment_chunks TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON attachment_deletions TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE ON attachment_owners TO '${writer}'@'%';
GRANT SELECT, DELETE ON attachments TO '${worker}'@'%';
GRANT SELECT, DELETE ON attachment_deletions TO '${worker}'@'%';
GRANT SELECT, DELETE ON attachment_owners TO '${worker}'@'%';
