-- Sign-in: token families, throttle counters, keys bound to an organization, and the row that guards administration.

-- Tokens issued before this moment are void; always a whole second, since a JWT's iat has no fraction.
ALTER TABLE users
    ADD COLUMN not_before DATETIME(6) NULL;

-- One sign-in on one device. generation counts rotations: raising it by compare-and-set is what makes a token's successor the only one.
CREATE TABLE token_families (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    generation INT UNSIGNED NOT NULL DEFAULT 0,
    rotated_at DATETIME(6) NULL,
    expires_at DATETIME(6) NOT NULL,
    revoked_at DATETIME(6) NULL,
    revoke_reason VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ip_address VARCHAR(45) CHARACTER SET ascii COLLATE ascii_bin NULL,
    user_agent VARCHAR(512) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_user_id (user_id),
    INDEX idx_expires_at (expires_at),
    CONSTRAINT fk_token_families_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

ALTER TABLE refresh_tokens
    ADD COLUMN family_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN generation INT UNSIGNED NOT NULL,
    ADD UNIQUE KEY unique_family_generation (family_id, generation),
    ADD CONSTRAINT fk_refresh_tokens_family FOREIGN KEY (family_id) REFERENCES token_families (id) ON DELETE CASCADE;

-- Attempts counted by account (SHA-256 of the e-mail) and by address, raised before a password is hashed.
CREATE TABLE login_throttles (
    scope ENUM ('account', 'address') NOT NULL,
    subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    failures INT UNSIGNED NOT NULL DEFAULT 0,
    window_started_at DATETIME(6) NOT NULL,
    last_attempt_at DATETIME(6) NOT NULL,
    locked_until DATETIME(6) NULL,
    PRIMARY KEY (scope, subject),
    INDEX idx_last_attempt_at (last_attempt_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

ALTER TABLE api_keys
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD COLUMN key_hint VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ADD COLUMN version BIGINT NOT NULL DEFAULT 0;

-- Exactly one row. Its lock orders everything that decides who administers the platform: who is first, who is last.
CREATE TABLE administration_guard (
    id TINYINT UNSIGNED NOT NULL DEFAULT 1,
    first_admin_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    CONSTRAINT only_one_guard CHECK (id = 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;
INSERT INTO administration_guard (id) VALUES (1);

GRANT SELECT ON token_families TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE ON token_families TO '${writer}'@'%';
GRANT SELECT, DELETE ON token_families TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE ON login_throttles TO '${writer}'@'%';
GRANT SELECT, DELETE ON login_throttles TO '${worker}'@'%';
GRANT SELECT, UPDATE ON administration_guard TO '${writer}'@'%';
