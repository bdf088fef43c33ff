-- Undoes V1_4_0__sign_in.

REVOKE SELECT, UPDATE ON administration_guard FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON login_throttles FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON login_throttles FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON token_families FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON token_families FROM '${writer}'@'%';
REVOKE SELECT ON token_families FROM '${reader}'@'%';

-- loses SELECT COUNT(*) FROM administration_guard WHERE first_admin_id IS NOT NULL
DROP TABLE administration_guard;

ALTER TABLE api_keys
    DROP COLUMN version,
    DROP COLUMN key_hint,
    DROP COLUMN organization_id,
    ALGORITHM = INSTANT;

DROP TABLE login_throttles;

-- Tokens without a family are nobody's: people sign in again.
DELETE FROM refresh_tokens;

-- loses nothing: the table is empty
ALTER TABLE refresh_tokens
    DROP FOREIGN KEY fk_refresh_tokens_family,
    DROP INDEX unique_family_generation,
    DROP COLUMN generation,
    DROP COLUMN family_id,
    ALGORITHM = INPLACE, LOCK = NONE;

DROP TABLE token_families;

ALTER TABLE users DROP COLUMN not_before, ALGORITHM = INSTANT;
