-- Undoes V1_8_1__branches.

REVOKE SELECT ON session_branches FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON session_branches FROM '${writer}'@'%';
REVOKE SELECT ON user_branches FROM '${reader}'@'%';

DROP VIEW user_branches;

-- loses nothing: where replies under way branch off
ALTER TABLE replies DROP COLUMN fork, ALGORITHM = INSTANT;

DROP TABLE session_branches;

-- loses SELECT COUNT(*) FROM chat_sessions WHERE active_branch <> 0
ALTER TABLE chat_sessions
    DROP COLUMN summary_branch,
    DROP COLUMN leaf_id,
    DROP COLUMN branch_count,
    DROP COLUMN active_branch,
    ALGORITHM = INSTANT;

-- Of a session without branches, the parent of a message is the message before it.
-- loses SELECT COUNT(*) FROM chat_messages WHERE branch <> 0
ALTER TABLE chat_messages DROP COLUMN branch, DROP COLUMN parent_id, ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();
