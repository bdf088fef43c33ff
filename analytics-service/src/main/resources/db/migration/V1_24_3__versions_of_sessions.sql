-- The version of a session stands in the row of its totals. Rows from before have it in summary_versions until their next event.
ALTER TABLE session_analytics ADD COLUMN last_version BIGINT NULL, ALGORITHM = INSTANT;
ALTER TABLE session_analytics_rebuild ADD COLUMN last_version BIGINT NULL, ALGORITHM = INSTANT;
