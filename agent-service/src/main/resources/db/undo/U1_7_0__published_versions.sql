-- Undoes V1_7_0__published_versions.

REVOKE UPDATE (published_at) ON agent_versions FROM '${writer}'@'%';

-- loses nothing: when a version first replied says nothing where all of them do
ALTER TABLE agent_versions DROP COLUMN published_at, ALGORITHM = INSTANT;

-- An agent goes on with what it replies with; its number must be the newest again, or the next version could not be stored.
-- loses SELECT COUNT(*) FROM ai_agents WHERE version_number <> newest_version_number
UPDATE ai_agents SET version_number = newest_version_number, updated_at = updated_at;

-- loses SELECT COUNT(*) FROM ai_agents WHERE offered_to IS NOT NULL
ALTER TABLE ai_agents
    DROP INDEX idx_offered_to,
    DROP COLUMN offered_to,
    DROP COLUMN newest_version_number,
    MODIFY version_number BIGINT NOT NULL DEFAULT 1 COMMENT 'of the newest row in agent_versions',
    ALGORITHM = INPLACE, LOCK = NONE;
