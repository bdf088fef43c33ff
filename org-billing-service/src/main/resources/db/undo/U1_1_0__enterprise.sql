-- Undoes V1_1_0__enterprise.

REVOKE SELECT, UPDATE, DELETE ON subscriptions FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON enterprise_agents FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON organization_members FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON organizations FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON subscriptions FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON enterprise_agents FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON organization_members FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON organizations FROM '${writer}'@'%';
REVOKE SELECT ON subscriptions FROM '${reader}'@'%';
REVOKE SELECT ON enterprise_agents FROM '${reader}'@'%';
REVOKE SELECT ON organization_members FROM '${reader}'@'%';
REVOKE SELECT ON organizations FROM '${reader}'@'%';

DROP TABLE subscriptions;

DROP TABLE enterprise_agents;

DROP TABLE organization_members;

DROP TABLE organizations;
