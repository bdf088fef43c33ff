-- Which agents organizations have licensed: their members see them in lists.
CREATE TABLE licence_replicas (
    licence_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    is_active BOOLEAN NOT NULL,
    PRIMARY KEY (licence_id),
    KEY idx_organization (organization_id, is_active, agent_id),
    KEY idx_agent (agent_id, is_active, organization_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON licence_replicas TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON licence_replicas TO '${worker}'@'%';
