-- Undoes V1_0_0__base.

REVOKE SELECT, UPDATE, DELETE ON api_keys FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON password_reset_tokens FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON login_attempts FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON refresh_tokens FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON user_profiles FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON users FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON api_keys FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON password_reset_tokens FROM '${writer}'@'%';
REVOKE SELECT, INSERT ON login_attempts FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON refresh_tokens FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON user_profiles FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON users FROM '${writer}'@'%';
REVOKE SELECT ON api_keys FROM '${reader}'@'%';
REVOKE SELECT ON login_attempts FROM '${reader}'@'%';
REVOKE SELECT ON refresh_tokens FROM '${reader}'@'%';
REVOKE SELECT ON user_profiles FROM '${reader}'@'%';
REVOKE SELECT ON users FROM '${reader}'@'%';

DROP TABLE api_keys;

DROP TABLE password_reset_tokens;

DROP TABLE login_attempts;

DROP TABLE refresh_tokens;

DROP TABLE user_profiles;

DROP TABLE users;
