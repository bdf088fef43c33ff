-- A session may hold on to one version of its agent, and remembers what no longer fits as a summary.
ALTER TABLE chat_sessions
    ADD COLUMN agent_version BIGINT NULL COMMENT 'NULL: the version that is published when a reply begins',
    ADD COLUMN summary MEDIUMTEXT NULL COMMENT 'of the messages up to summary_position',
    ADD COLUMN summary_position INT UNSIGNED NULL;

CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

-- Versions that sessions hold on to. They never change, so what stands here stays right.
CREATE TABLE agent_versions_replica (
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version_number BIGINT NOT NULL,
    model VARCHAR(100) NOT NULL,
    config JSON NOT NULL,
    PRIMARY KEY (agent_id, version_number)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT ON agent_versions_replica TO '${writer}'@'%';
GRANT SELECT, DELETE ON agent_versions_replica TO '${worker}'@'%';
