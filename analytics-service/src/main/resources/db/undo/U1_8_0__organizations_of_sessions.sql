-- Undoes V1_8_0__organizations_of_sessions.

-- loses nothing: a rebuild brings it
ALTER TABLE session_analytics_rebuild DROP COLUMN organization_id, ALGORITHM = INSTANT;

-- loses nothing: a rebuild brings it
ALTER TABLE session_analytics DROP COLUMN organization_id, ALGORITHM = INSTANT;
