-- Undoes V1_25_0__inactive_organizations.

REVOKE SELECT, INSERT, DELETE ON inactive_organizations FROM '${worker}'@'%';
REVOKE SELECT ON inactive_organizations FROM '${reader}'@'%';

-- loses nothing: the state topic of entitlements tells it again
DROP TABLE inactive_organizations;
