-- Second factor: one authenticator per account, recovery codes, and sign-ins that wait for a code. Secrets of authenticators stand
-- sealed in users.encrypted_data alone.

-- last_used_step is the newest 30 s step whose code was accepted: none of it or before works again (RFC 6238 section 5.2).
CREATE TABLE totp_enrolments (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    confirmed_at DATETIME(6) NULL,
    last_used_step BIGINT NOT NULL DEFAULT 0,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (user_id),
    CONSTRAINT fk_totp_enrolments_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- SHA-256 of codes of 120 random bits.
CREATE TABLE totp_recovery_codes (
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    code_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    used_at DATETIME(6) NULL,
    PRIMARY KEY (user_id, code_hash),
    CONSTRAINT fk_totp_recovery_codes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Password right, code missing. credential_digest is of the password hash that was right: another one ends the challenge.
CREATE TABLE login_challenges (
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    credential_digest CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (token_hash),
    INDEX idx_user_id (user_id),
    INDEX idx_expires_at (expires_at),
    CONSTRAINT fk_login_challenges_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON totp_enrolments TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON totp_recovery_codes TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON login_challenges TO '${writer}'@'%';
GRANT SELECT, DELETE ON login_challenges TO '${worker}'@'%';
