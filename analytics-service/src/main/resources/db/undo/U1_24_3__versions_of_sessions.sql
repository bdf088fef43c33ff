-- Undoes V1_24_3__versions_of_sessions. The version before looks for them in summary_versions.

INSERT INTO summary_versions (consumer_group, topic, event_key, last_version)
SELECT 'analytics.summaries', 'lopez.sessions', id, last_version FROM session_analytics WHERE last_version IS NOT NULL
ON DUPLICATE KEY UPDATE last_version = GREATEST(summary_versions.last_version, session_analytics.last_version);

ALTER TABLE session_analytics DROP COLUMN last_version, ALGORITHM = INSTANT;

ALTER TABLE session_analytics_rebuild DROP COLUMN last_version, ALGORITHM = INSTANT;
