-- Undoes V1_4_0__replies_and_budgets.

REVOKE SELECT, INSERT, UPDATE, DELETE ON users_replica FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON entitlements_replica FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON memberships_replica FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON agents_replica FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_counters FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON replies FROM '${worker}'@'%';
REVOKE SELECT ON users_replica FROM '${writer}'@'%';
REVOKE SELECT ON entitlements_replica FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE ON memberships_replica FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE ON agents_replica FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_counters FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON replies FROM '${writer}'@'%';

DROP TABLE users_replica;

DROP TABLE entitlements_replica;

DROP TABLE memberships_replica;

DROP TABLE agents_replica;

DROP TABLE usage_counters;

DROP TABLE replies;

-- The last position can be counted, and no reply is under way.
-- loses SELECT COUNT(*) FROM chat_sessions WHERE organization_id IS NOT NULL
ALTER TABLE chat_sessions
    DROP INDEX idx_chat_sessions_organization,
    DROP INDEX idx_chat_sessions_user_id_id,
    DROP COLUMN active_reply_id,
    DROP COLUMN last_position,
    DROP COLUMN organization_id,
    ALGORITHM = INPLACE, LOCK = NONE;

CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();
