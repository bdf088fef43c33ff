-- Undoes V1_5_0__rebuild_and_reconciliation.

REVOKE SELECT, INSERT, UPDATE, DELETE ON operator_tasks FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_gaps_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_versions_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON summary_offsets_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON agent_summaries_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON user_summaries_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON session_analytics_rebuild FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON session_feedback FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON session_feedback FROM '${writer}'@'%';
REVOKE SELECT ON session_feedback FROM '${reader}'@'%';

-- loses nothing: how far work for operators has come
DROP TABLE operator_tasks;

-- loses nothing: a rebuild makes it anew
DROP TABLE summary_gaps_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE summary_versions_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE summary_offsets_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE agent_summaries_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE user_summaries_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE session_analytics_rebuild;

DROP TABLE session_feedback;

-- loses nothing: a rebuild counts it again
ALTER TABLE session_analytics DROP COLUMN message_checksum, ALGORITHM = INSTANT;
