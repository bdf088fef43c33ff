-- Specification 1.0.0, slice chat. users and ai_agents live in other slices: what their foreign keys did, events do.

CREATE TABLE chat_sessions (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    title VARCHAR(255),
    status ENUM ('active', 'ended', 'archived') DEFAULT 'active',
    metadata JSON,
    started_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    ended_at DATETIME(6) NULL,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    version BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    INDEX idx_chat_sessions_user_status (user_id, status),
    INDEX idx_chat_sessions_agent_status (agent_id, status),
    INDEX idx_status (status),
    INDEX idx_chat_sessions_started_at (started_at),
    INDEX idx_chat_sessions_user_agent_status (user_id, agent_id, status)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Partitions take no foreign key: a session and its messages are deleted in one transaction. Every unique key holds the
-- partition column, so the session's row lock is what keeps (session_id, position) unique.
CREATE TABLE chat_messages (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    position INT UNSIGNED NOT NULL,
    content MEDIUMTEXT NOT NULL,
    type ENUM ('user', 'agent', 'system') NOT NULL,
    metadata JSON,
    tokens_used INT DEFAULT 0,
    processing_time_ms INT DEFAULT 0,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id, created_at),
    UNIQUE KEY unique_session_position (session_id, position, created_at),
    INDEX idx_type (type),
    INDEX idx_chat_messages_created_at (created_at),
    INDEX idx_chat_messages_session_type_created (session_id, type, created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
PARTITION BY RANGE (YEAR(created_at)) (
    PARTITION p2024 VALUES LESS THAN (2025),
    PARTITION p2025 VALUES LESS THAN (2026),
    PARTITION p2026 VALUES LESS THAN (2027),
    PARTITION p_future VALUES LESS THAN MAXVALUE
);

-- Who is asking, set by the reader's pool before each query and cleared after it. DETERMINISTIC, or the views scan.
CREATE FUNCTION CURRENT_USER_ID() RETURNS VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin
    DETERMINISTIC NO SQL
    RETURN @lopez_user_id;

CREATE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

CREATE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();

-- The reader sees the two views and no table; messages are never changed, only added and deleted.
GRANT SELECT ON user_sessions TO '${reader}'@'%';
GRANT SELECT ON user_messages TO '${reader}'@'%';
GRANT EXECUTE ON FUNCTION CURRENT_USER_ID TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_sessions TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON chat_messages TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON chat_sessions TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON chat_messages TO '${worker}'@'%';
