-- Undoes V1_24_2__invitations.

-- loses SELECT COUNT(*) FROM organization_invitations
DROP TABLE organization_invitations;
