-- Undoes V1_20_1__reader.

GRANT SELECT ON entitlements TO '${reader}'@'%';
GRANT SELECT ON subscriptions TO '${reader}'@'%';
GRANT SELECT ON enterprise_agents TO '${reader}'@'%';
GRANT SELECT ON organization_members TO '${reader}'@'%';
GRANT SELECT ON organizations TO '${reader}'@'%';
