-- Specification 1.2.0, slice analytics. Sessions, users and agents live in other slices: what their foreign keys did, events do.

-- id equals session_id: one row a session, and a rebuild gives the same rows.
CREATE TABLE session_analytics (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_messages INT DEFAULT 0,
    user_messages INT DEFAULT 0,
    agent_messages INT DEFAULT 0,
    total_tokens INT DEFAULT 0,
    total_processing_time_ms INT DEFAULT 0,
    satisfaction_score DECIMAL(3, 2) NULL,
    feedback TEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_session_id (session_id),
    INDEX idx_session_analytics_satisfaction (satisfaction_score)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE system_logs (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    level ENUM ('debug', 'info', 'warn', 'error', 'fatal') NOT NULL,
    category VARCHAR(100) NOT NULL,
    message TEXT NOT NULL,
    context JSON,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ip_address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin,
    user_agent TEXT,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id, created_at),
    INDEX idx_system_logs_level_created (level, created_at),
    INDEX idx_category (category),
    INDEX idx_created_at (created_at),
    INDEX idx_user_id (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci
PARTITION BY RANGE (YEAR(created_at)) (
    PARTITION p2024 VALUES LESS THAN (2025),
    PARTITION p2025 VALUES LESS THAN (2026),
    PARTITION p2026 VALUES LESS THAN (2027),
    PARTITION p_future VALUES LESS THAN MAXVALUE
);

CREATE TABLE performance_metrics (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    metric_name VARCHAR(100) NOT NULL,
    metric_value DECIMAL(24, 6) NOT NULL,
    unit VARCHAR(20),
    tags JSON,
    recorded_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_metric_name (metric_name),
    INDEX idx_recorded_at (recorded_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE user_activity (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action VARCHAR(100) NOT NULL,
    resource_type VARCHAR(50),
    resource_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    metadata JSON,
    ip_address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin,
    user_agent TEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_user_activity_user_action (user_id, action),
    INDEX idx_action (action),
    INDEX idx_created_at (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Append-only: no account but the migrator's may change or delete a row.
CREATE TABLE audit_logs (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_type VARCHAR(100) NOT NULL,
    table_name VARCHAR(100) NOT NULL,
    record_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    action ENUM ('INSERT', 'UPDATE', 'DELETE') NOT NULL,
    old_values JSON,
    new_values JSON,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ip_address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_table_record (table_name, record_id),
    INDEX idx_action (action),
    INDEX idx_created_at (created_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE user_summaries (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_sessions INT DEFAULT 0,
    total_messages INT DEFAULT 0,
    last_activity_at DATETIME(6) NULL,
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE agent_summaries (
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total_sessions INT DEFAULT 0,
    total_messages INT DEFAULT 0,
    average_satisfaction DECIMAL(3, 2) NULL,
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (agent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Requests only read; the worker folds.
GRANT SELECT ON session_analytics TO '${reader}'@'%';
GRANT SELECT ON system_logs TO '${reader}'@'%';
GRANT SELECT ON performance_metrics TO '${reader}'@'%';
GRANT SELECT ON user_activity TO '${reader}'@'%';
GRANT SELECT ON audit_logs TO '${reader}'@'%';
GRANT SELECT ON user_summaries TO '${reader}'@'%';
GRANT SELECT ON agent_summaries TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON session_analytics TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON system_logs TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON performance_metrics TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON user_activity TO '${worker}'@'%';
GRANT SELECT, INSERT ON audit_logs TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON user_summaries TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_summaries TO '${worker}'@'%';
