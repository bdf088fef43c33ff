-- The reader looks at what is known of others' users and agents; organizations and what they pay are the writer's to load.
REVOKE SELECT ON organizations FROM '${reader}'@'%';
REVOKE SELECT ON organization_members FROM '${reader}'@'%';
REVOKE SELECT ON enterprise_agents FROM '${reader}'@'%';
REVOKE SELECT ON subscriptions FROM '${reader}'@'%';
REVOKE SELECT ON entitlements FROM '${reader}'@'%';
