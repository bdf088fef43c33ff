-- Undoes V1_16_0__reader.

REVOKE SELECT (id, user_id, organization_id, permissions, encrypted_permissions, is_active, expires_at, created_at)
    ON api_keys FROM '${reader}'@'%';
REVOKE SELECT (id, is_active) ON users FROM '${reader}'@'%';
REVOKE EXECUTE ON FUNCTION API_KEY_ID FROM '${reader}'@'%';
GRANT SELECT ON external_identities TO '${reader}'@'%';
GRANT SELECT ON token_families TO '${reader}'@'%';
GRANT SELECT ON api_keys TO '${reader}'@'%';
GRANT SELECT ON refresh_tokens TO '${reader}'@'%';
GRANT SELECT ON user_profiles TO '${reader}'@'%';
GRANT SELECT ON users TO '${reader}'@'%';

DROP FUNCTION API_KEY_ID;
