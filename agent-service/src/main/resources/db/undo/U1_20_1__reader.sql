-- Undoes V1_20_1__reader.

REVOKE SELECT (id, type, visibility, organization_id, created_by, offered_to) ON ai_agents FROM '${reader}'@'%';
GRANT SELECT ON agent_versions TO '${reader}'@'%';
GRANT SELECT ON ai_agents TO '${reader}'@'%';
