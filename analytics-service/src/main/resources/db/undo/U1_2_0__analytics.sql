-- Undoes V1_2_0__analytics.

REVOKE SELECT, INSERT, UPDATE, DELETE ON agent_summaries FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON user_summaries FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON audit_logs FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON user_activity FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON performance_metrics FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON system_logs FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON session_analytics FROM '${worker}'@'%';
REVOKE SELECT ON agent_summaries FROM '${reader}'@'%';
REVOKE SELECT ON user_summaries FROM '${reader}'@'%';
REVOKE SELECT ON audit_logs FROM '${reader}'@'%';
REVOKE SELECT ON user_activity FROM '${reader}'@'%';
REVOKE SELECT ON performance_metrics FROM '${reader}'@'%';
REVOKE SELECT ON system_logs FROM '${reader}'@'%';
REVOKE SELECT ON session_analytics FROM '${reader}'@'%';

DROP TABLE agent_summaries;

DROP TABLE user_summaries;

DROP TABLE audit_logs;

DROP TABLE user_activity;

DROP TABLE performance_metrics;

DROP TABLE system_logs;

DROP TABLE session_analytics;
