-- What the specification leaves to the application: versions for ETags, one current subscription per subject,
-- published entitlements, replicas of what other slices own.

ALTER TABLE organization_members ADD COLUMN version BIGINT NOT NULL DEFAULT 0 COMMENT 'of the organization, at the last change';

-- The unique key begins with organization_id and so serves in place of its single index.
ALTER TABLE enterprise_agents
    ADD COLUMN version BIGINT NOT NULL DEFAULT 0 COMMENT 'of the organization, at the last change',
    ADD UNIQUE KEY unique_organization_agent (organization_id, agent_id),
    DROP INDEX idx_organization_id;

ALTER TABLE subscriptions
    ADD COLUMN current_subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'user:<id> or organization:<id> until it expires',
    ADD UNIQUE KEY unique_current_subject (current_subject),
    ADD INDEX idx_status_ends_at (status, ends_at),
    DROP INDEX idx_status;

CREATE TABLE entitlements (
    subject_key VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT '<subject type>:<subject id>',
    state JSON NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (subject_key)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE user_replicas (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE agent_replicas (
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    visibility VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    is_active BOOLEAN NOT NULL,
    PRIMARY KEY (agent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON entitlements TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON entitlements TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON entitlements TO '${worker}'@'%';
GRANT SELECT ON user_replicas TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON user_replicas TO '${worker}'@'%';
GRANT SELECT ON agent_replicas TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_replicas TO '${worker}'@'%';
