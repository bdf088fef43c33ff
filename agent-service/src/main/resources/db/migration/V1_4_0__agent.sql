-- Visibility, versions, suspension and deletion of agents; the replica of memberships.

-- The unique key begins with created_by and so serves in place of its single index.
ALTER TABLE ai_agents
    ADD COLUMN visibility ENUM ('private', 'organization', 'public') NOT NULL DEFAULT 'private',
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN version_number BIGINT NOT NULL DEFAULT 1 COMMENT 'of the newest row in agent_versions',
    ADD COLUMN suspended_at DATETIME(6) NULL,
    ADD COLUMN deleting_at DATETIME(6) NULL,
    ADD UNIQUE KEY unique_creator_name (created_by, name),
    ADD INDEX idx_visibility_organization (visibility, organization_id),
    ADD INDEX idx_organization_id (organization_id),
    ADD INDEX idx_deleting_at (deleting_at),
    DROP INDEX idx_created_by;

CREATE TABLE agent_versions (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version_number BIGINT NOT NULL,
    model VARCHAR(100) NOT NULL,
    config JSON NOT NULL,
    created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_agent_version (agent_id, version_number),
    CONSTRAINT fk_agent_versions_agent FOREIGN KEY (agent_id) REFERENCES ai_agents (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE membership_replicas (
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    permissions JSON NULL,
    PRIMARY KEY (organization_id, user_id),
    KEY idx_user_id (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Versions are immutable: nobody may update one, and only the agent's own end removes them.
GRANT SELECT ON agent_versions TO '${reader}'@'%';
GRANT SELECT, INSERT ON agent_versions TO '${writer}'@'%';
GRANT SELECT ON agent_versions TO '${worker}'@'%';
GRANT SELECT ON membership_replicas TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON membership_replicas TO '${worker}'@'%';
