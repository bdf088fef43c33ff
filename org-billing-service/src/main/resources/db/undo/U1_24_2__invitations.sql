-- Undoes V1_24_2__invitations.

REVOKE SELECT, INSERT, UPDATE, DELETE ON organization_invitations FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON organization_invitations FROM '${worker}'@'%';

-- loses SELECT COUNT(*) FROM organization_invitations
DROP TABLE organization_invitations;
