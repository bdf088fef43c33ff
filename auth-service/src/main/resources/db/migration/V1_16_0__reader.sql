-- The reader sees what its requests show: attempts to sign in, and of a key what it may do. No password hash, no token's
-- digest, no sealed secret of a person. Which key a digest belongs to it may ask, one by one, and never list.
REVOKE SELECT ON users FROM '${reader}'@'%';
REVOKE SELECT ON user_profiles FROM '${reader}'@'%';
REVOKE SELECT ON refresh_tokens FROM '${reader}'@'%';
REVOKE SELECT ON api_keys FROM '${reader}'@'%';
REVOKE SELECT ON token_families FROM '${reader}'@'%';
REVOKE SELECT ON external_identities FROM '${reader}'@'%';

-- Deterministic within a statement: otherwise it would be asked anew for every row.
CREATE FUNCTION API_KEY_ID(digest VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin)
    RETURNS VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin
    DETERMINISTIC READS SQL DATA SQL SECURITY DEFINER
    RETURN (SELECT id FROM api_keys WHERE key_hash = digest LIMIT 1);

GRANT EXECUTE ON FUNCTION API_KEY_ID TO '${reader}'@'%';
GRANT SELECT (id, is_active) ON users TO '${reader}'@'%';
GRANT SELECT (id, user_id, organization_id, permissions, encrypted_permissions, is_active, expires_at, created_at)
    ON api_keys TO '${reader}'@'%';
