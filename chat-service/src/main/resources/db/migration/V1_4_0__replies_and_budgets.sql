-- Ours on top of the specification: what a turn needs, and read-only copies of what other services own.

ALTER TABLE chat_sessions
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER agent_id,
    ADD COLUMN last_position INT UNSIGNED NOT NULL DEFAULT 0,
    ADD COLUMN active_reply_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD INDEX idx_chat_sessions_user_id_id (user_id, id),
    ADD INDEX idx_chat_sessions_organization (organization_id);

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

-- One row per reply under way or ended. While it streams, the owner renews the lease together with the checkpoint; each
-- take-over raises the epoch, which fences the former owner. The text of an ended reply stands in chat_messages.
CREATE TABLE replies (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_message_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    message_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    agent_version INT NOT NULL,
    model VARCHAR(100) NOT NULL,
    status ENUM ('streaming', 'completed', 'cancelled', 'failed') NOT NULL,
    owner_instance VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner_url VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    lease_epoch INT NOT NULL DEFAULT 1,
    expires_at DATETIME(6) NOT NULL COMMENT 'of the lease; once ended: when it ended',
    cancel_requested BOOLEAN NOT NULL DEFAULT FALSE,
    checkpoint MEDIUMTEXT NULL COMMENT 'text streamed so far; NULL once ended',
    store_text BOOLEAN NOT NULL DEFAULT TRUE,
    reservations JSON NULL COMMENT 'what is reserved in usage_counters; NULL once settled',
    prompt_tokens INT NOT NULL DEFAULT 0 COMMENT 'estimate, charged when no usage was reported',
    pricing JSON NULL COMMENT 'the model''s prices when the reply began',
    finish_reason VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    failure JSON NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX idx_replies_session (session_id),
    INDEX idx_replies_user (user_id),
    INDEX idx_replies_status_expires (status, expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- What a subject has used and what replies under way may still use. Cost is counted in billionths of the currency.
CREATE TABLE usage_counters (
    subject_type ENUM ('user', 'organization', 'api_key', 'enterprise_agent') NOT NULL,
    subject_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    limit_name ENUM ('messages_per_day', 'tokens_per_month', 'cost_per_month', 'concurrent_replies') NOT NULL,
    window_start DATE NOT NULL,
    used BIGINT NOT NULL DEFAULT 0,
    reserved BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (subject_id, subject_type, limit_name, window_start),
    INDEX idx_usage_counters_window (window_start)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE agents_replica (
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(255) NOT NULL,
    type ENUM ('chatbot', 'assistant', 'analyzer', 'translator') NOT NULL,
    model VARCHAR(100) NOT NULL,
    config JSON NOT NULL,
    capabilities JSON NULL,
    visibility ENUM ('private', 'organization', 'public') NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    is_active BOOLEAN NOT NULL,
    version_number BIGINT NOT NULL,
    aggregate_version BIGINT NOT NULL,
    PRIMARY KEY (agent_id),
    INDEX idx_agents_replica_created_by (created_by),
    INDEX idx_agents_replica_organization (organization_id),
    INDEX idx_agents_replica_visibility (visibility)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE memberships_replica (
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role ENUM ('owner', 'admin', 'member', 'viewer') NOT NULL,
    permissions JSON NULL,
    aggregate_version BIGINT NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    INDEX idx_memberships_replica_user (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE entitlements_replica (
    subject_type ENUM ('user', 'organization', 'api_key', 'enterprise_agent') NOT NULL,
    subject_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    messages_per_day BIGINT NULL,
    tokens_per_month BIGINT NULL,
    cost_per_month DECIMAL(10, 2) NULL,
    currency VARCHAR(3) CHARACTER SET ascii COLLATE ascii_bin NULL,
    plan_type VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    status VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    custom_config JSON NULL,
    is_active BOOLEAN NOT NULL,
    aggregate_version BIGINT NOT NULL,
    PRIMARY KEY (subject_id, subject_type),
    INDEX idx_entitlements_replica_agent (organization_id, agent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE users_replica (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status ENUM ('active', 'inactive', 'erasing') NOT NULL,
    aggregate_version BIGINT NOT NULL,
    PRIMARY KEY (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON replies TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_counters TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE ON agents_replica TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE ON memberships_replica TO '${writer}'@'%';
GRANT SELECT ON entitlements_replica TO '${writer}'@'%';
GRANT SELECT ON users_replica TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON replies TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_counters TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON agents_replica TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON memberships_replica TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON entitlements_replica TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON users_replica TO '${worker}'@'%';
