-- Undoes V1_4_0__org_billing.

REVOKE SELECT, INSERT, UPDATE, DELETE ON agent_replicas FROM '${worker}'@'%';
REVOKE SELECT ON agent_replicas FROM '${reader}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON user_replicas FROM '${worker}'@'%';
REVOKE SELECT ON user_replicas FROM '${reader}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON entitlements FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON entitlements FROM '${writer}'@'%';
REVOKE SELECT ON entitlements FROM '${reader}'@'%';

DROP TABLE agent_replicas;

DROP TABLE user_replicas;

DROP TABLE entitlements;

ALTER TABLE subscriptions
    ADD INDEX idx_status (status),
    DROP INDEX idx_status_ends_at,
    DROP INDEX unique_current_subject,
    DROP COLUMN current_subject,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE enterprise_agents
    ADD INDEX idx_organization_id (organization_id),
    DROP INDEX unique_organization_agent,
    DROP COLUMN version,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE organization_members DROP COLUMN version, ALGORITHM = INSTANT;
