-- Rebuilding summaries beside the live ones, and comparing them with chat.

-- Rows folded before this column existed differ from chat until a rebuild.
ALTER TABLE session_analytics ADD COLUMN message_checksum BIGINT UNSIGNED NOT NULL DEFAULT 0;

-- What people wrote about a session: no event carries it, so it stands outside the tables that a rebuild replaces.
CREATE TABLE session_feedback (
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    feedback TEXT NOT NULL,
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (session_id),
    INDEX idx_user_id (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- A rebuild makes these anew from the live ones and fills them. They exist at all times, since an erasure reaches into them.
CREATE TABLE session_analytics_rebuild LIKE session_analytics;
CREATE TABLE user_summaries_rebuild LIKE user_summaries;
CREATE TABLE agent_summaries_rebuild LIKE agent_summaries;
CREATE TABLE summary_offsets_rebuild LIKE summary_offsets;
CREATE TABLE summary_versions_rebuild LIKE summary_versions;
CREATE TABLE summary_gaps_rebuild LIKE summary_gaps;

-- What long work for an operator has come to, for whichever instance is asked.
CREATE TABLE operator_tasks (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    state JSON NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX idx_updated_at (updated_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Grants go by name: they stay where they are when tables change places.
GRANT SELECT ON session_feedback TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE ON session_feedback TO '${writer}'@'%';
GRANT SELECT, DELETE ON session_feedback TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON session_analytics_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON user_summaries_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON agent_summaries_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_offsets_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_versions_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON summary_gaps_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON operator_tasks TO '${worker}'@'%';
