-- Undoes V1_4_0__agent.

REVOKE SELECT, INSERT, UPDATE, DELETE ON membership_replicas FROM '${worker}'@'%';
REVOKE SELECT ON membership_replicas FROM '${reader}'@'%';
REVOKE SELECT ON agent_versions FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON agent_versions FROM '${writer}'@'%';
REVOKE SELECT ON agent_versions FROM '${reader}'@'%';

DROP TABLE membership_replicas;

DROP TABLE agent_versions;

ALTER TABLE ai_agents
    ADD INDEX idx_created_by (created_by),
    DROP INDEX idx_deleting_at,
    DROP INDEX idx_organization_id,
    DROP INDEX idx_visibility_organization,
    DROP INDEX unique_creator_name,
    DROP COLUMN deleting_at,
    DROP COLUMN suspended_at,
    DROP COLUMN version_number,
    DROP COLUMN organization_id,
    DROP COLUMN visibility,
    ALGORITHM = INPLACE, LOCK = NONE;
