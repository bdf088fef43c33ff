-- What folding and access need beside the specification's tables.

-- Exact average: the quotient alone cannot be updated.
ALTER TABLE agent_summaries
    ADD COLUMN rating_count INT NOT NULL DEFAULT 0,
    ADD COLUMN rating_sum DECIMAL(14, 2) NOT NULL DEFAULT 0;

-- Pages of one person's activity, newest first.
ALTER TABLE user_activity ADD INDEX idx_user_activity_user_id (user_id, id);

-- Who may see what.
ALTER TABLE session_analytics
    ADD COLUMN user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD INDEX idx_user_id (user_id);

CREATE TABLE agent_owners (
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (agent_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- The place of the fold that can be rebuilt: renamed together with its tables.
CREATE TABLE summary_offsets LIKE consumer_offsets;
CREATE TABLE summary_versions LIKE aggregate_versions;
CREATE TABLE summary_gaps LIKE event_gaps;

-- Folds share this row, an erasure takes it alone: no fold that saw an id as living can commit after the id was erased.
CREATE TABLE erasure_guard (
    name VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
INSERT INTO erasure_guard (name) VALUES ('erasure');

-- Audit: rows of one Kafka partition form a chain. Personal parts stand aside under a salt of their own; the chain holds
-- their digests, so that an erasure removes part and salt and leaves every link whole.
ALTER TABLE audit_logs
    ADD COLUMN actor VARCHAR(100) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN chain SMALLINT UNSIGNED NOT NULL,
    ADD COLUMN position BIGINT UNSIGNED NOT NULL,
    ADD COLUMN origin_digest BINARY(32) NOT NULL,
    ADD COLUMN values_digest BINARY(32) NOT NULL,
    ADD COLUMN link BINARY(32) NOT NULL,
    ADD UNIQUE KEY unique_chain_position (chain, position);

CREATE TABLE audit_heads (
    chain SMALLINT UNSIGNED NOT NULL,
    position BIGINT UNSIGNED NOT NULL,
    link BINARY(32) NOT NULL,
    PRIMARY KEY (chain)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

CREATE TABLE audit_personal (
    audit_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    part ENUM ('origin', 'values') NOT NULL,
    subject_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    salt BINARY(32) NOT NULL,
    content MEDIUMTEXT NOT NULL,
    PRIMARY KEY (audit_id, part),
    INDEX idx_subject_id (subject_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

GRANT SELECT ON agent_owners TO '${reader}'@'%';
GRANT SELECT ON summary_offsets TO '${reader}'@'%';
GRANT SELECT ON summary_gaps TO '${reader}'@'%';
GRANT SELECT ON audit_heads TO '${reader}'@'%';
GRANT SELECT ON audit_personal TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_owners TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_offsets TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_versions TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_gaps TO '${worker}'@'%';
GRANT SELECT, UPDATE ON erasure_guard TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE ON audit_heads TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON audit_personal TO '${worker}'@'%';
-- A second delivery meets its own row: ON DUPLICATE KEY UPDATE id = id changes nothing, but asks for this much.
GRANT UPDATE (id) ON user_activity TO '${worker}'@'%';
GRANT UPDATE (id) ON performance_metrics TO '${worker}'@'%';
