-- Undoes V1_5_1__links.

REVOKE SELECT, INSERT ON invitation_tokens FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON invitations FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON invitations FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON email_verification_tokens FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON email_verification_tokens FROM '${writer}'@'%';

DROP TABLE invitation_tokens;

DROP TABLE invitations;

DROP TABLE email_verification_tokens;
