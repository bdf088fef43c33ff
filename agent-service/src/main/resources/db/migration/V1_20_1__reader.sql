-- The reader finds which agents somebody may see; what they are configured with is the writer's to load.
REVOKE SELECT ON ai_agents FROM '${reader}'@'%';
REVOKE SELECT ON agent_versions FROM '${reader}'@'%';
GRANT SELECT (id, type, visibility, organization_id, created_by, offered_to) ON ai_agents TO '${reader}'@'%';
