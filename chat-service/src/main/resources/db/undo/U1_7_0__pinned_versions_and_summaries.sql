-- Undoes V1_7_0__pinned_versions_and_summaries.

REVOKE SELECT, DELETE ON agent_versions_replica FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON agent_versions_replica FROM '${writer}'@'%';

DROP TABLE agent_versions_replica;

-- Summaries are written anew.
-- loses SELECT COUNT(*) FROM chat_sessions WHERE agent_version IS NOT NULL
ALTER TABLE chat_sessions
    DROP COLUMN summary_position,
    DROP COLUMN summary,
    DROP COLUMN agent_version,
    ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();
