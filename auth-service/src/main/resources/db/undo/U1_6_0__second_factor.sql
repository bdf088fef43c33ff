-- Undoes V1_6_0__second_factor.

REVOKE SELECT, DELETE ON login_challenges FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON login_challenges FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON totp_recovery_codes FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON totp_enrolments FROM '${writer}'@'%';

DROP TABLE login_challenges;

DROP TABLE totp_recovery_codes;

DROP TABLE totp_enrolments;
