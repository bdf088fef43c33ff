-- Undoes V1_4_0__folding.

REVOKE UPDATE (id) ON performance_metrics FROM '${worker}'@'%';
REVOKE UPDATE (id) ON user_activity FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON audit_personal FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON audit_heads FROM '${worker}'@'%';
REVOKE SELECT, UPDATE ON erasure_guard FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_gaps FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_versions FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_offsets FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON agent_owners FROM '${worker}'@'%';
REVOKE SELECT ON audit_personal FROM '${reader}'@'%';
REVOKE SELECT ON audit_heads FROM '${reader}'@'%';
REVOKE SELECT ON summary_gaps FROM '${reader}'@'%';
REVOKE SELECT ON summary_offsets FROM '${reader}'@'%';
REVOKE SELECT ON agent_owners FROM '${reader}'@'%';

DROP TABLE audit_personal;

DROP TABLE audit_heads;

-- Rows that belong to no chain can be neither proved nor migrated again.
DELETE FROM audit_logs;

-- loses nothing: the table is empty
ALTER TABLE audit_logs
    DROP INDEX unique_chain_position,
    DROP COLUMN link,
    DROP COLUMN values_digest,
    DROP COLUMN origin_digest,
    DROP COLUMN position,
    DROP COLUMN chain,
    DROP COLUMN actor,
    ALGORITHM = INPLACE, LOCK = NONE;

-- loses nothing: one row, made by the migration
DROP TABLE erasure_guard;

DROP TABLE summary_gaps;

DROP TABLE summary_versions;

DROP TABLE summary_offsets;

DROP TABLE agent_owners;

ALTER TABLE session_analytics
    DROP INDEX idx_user_id,
    DROP COLUMN user_id,
    ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE user_activity DROP INDEX idx_user_activity_user_id, ALGORITHM = INPLACE, LOCK = NONE;

ALTER TABLE agent_summaries DROP COLUMN rating_sum, DROP COLUMN rating_count, ALGORITHM = INSTANT;
