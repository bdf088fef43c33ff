-- Specification 1.0.0, slice agent. users live in the auth slice: what the foreign key of created_by did, events do.

CREATE TABLE ai_agents (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(255) NOT NULL,
    description TEXT,
    type ENUM ('chatbot', 'assistant', 'analyzer', 'translator') NOT NULL,
    model VARCHAR(100) NOT NULL,
    config JSON NOT NULL,
    capabilities JSON,
    is_active BOOLEAN DEFAULT TRUE,
    created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    version BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    INDEX idx_type (type),
    INDEX idx_is_active (is_active),
    INDEX idx_created_at (created_at),
    INDEX idx_created_by (created_by)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON ai_agents TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON ai_agents TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON ai_agents TO '${worker}'@'%';
