-- Sessions that came from an export have ids of their own; what they were called where they came from is kept beside.
ALTER TABLE chat_sessions
    ADD COLUMN imported_at DATETIME(6) NULL,
    ADD COLUMN origin JSON NULL COMMENT 'id, agent, version and organization in the export';
ALTER TABLE chat_messages
    ADD COLUMN original_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'in the export; NULL: said here';

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();
