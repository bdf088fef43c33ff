-- The version that replies need not be the newest: one may be prepared before, and an earlier one may come back.
ALTER TABLE ai_agents
    MODIFY version_number BIGINT NOT NULL DEFAULT 1 COMMENT 'of the row in agent_versions that replies',
    ADD COLUMN newest_version_number BIGINT NOT NULL DEFAULT 1 COMMENT 'of the newest row in agent_versions',
    ADD COLUMN offered_to VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'who may take the agent over',
    ADD INDEX idx_offered_to (offered_to);

UPDATE ai_agents
SET newest_version_number = version_number,
    updated_at = updated_at;

-- When a version first replied; only such a one may be pinned by who does not manage the agent.
ALTER TABLE agent_versions
    ADD COLUMN published_at DATETIME(6) NULL;

UPDATE agent_versions
SET published_at = created_at;

GRANT UPDATE (published_at) ON agent_versions TO '${writer}'@'%';
