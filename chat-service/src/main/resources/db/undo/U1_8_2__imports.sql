-- Undoes V1_8_2__imports.

ALTER TABLE chat_messages DROP COLUMN original_id, ALGORITHM = INSTANT;

ALTER TABLE chat_sessions DROP COLUMN origin, DROP COLUMN imported_at, ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();
