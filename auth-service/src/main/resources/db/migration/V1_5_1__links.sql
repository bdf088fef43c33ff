-- What links in mails prove. Each token column holds the SHA-256 of a 256-bit random token, never the token.

CREATE TABLE email_verification_tokens (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    used_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_token (token),
    INDEX idx_user_id (user_id),
    INDEX idx_expires_at (expires_at),
    CONSTRAINT fk_email_verification_tokens_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- An invitation outlives who wrote it; it goes with who accepted it, whose e-mail it holds.
CREATE TABLE invitations (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    role ENUM ('admin', 'user', 'moderator') NOT NULL,
    invited_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    expires_at DATETIME(6) NOT NULL,
    revoked_at DATETIME(6) NULL,
    accepted_at DATETIME(6) NULL,
    accepted_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX idx_email (email),
    INDEX idx_expires_at (expires_at),
    INDEX idx_invited_by (invited_by),
    INDEX idx_accepted_by (accepted_by),
    CONSTRAINT fk_invitations_invited_by FOREIGN KEY (invited_by) REFERENCES users (id) ON DELETE SET NULL,
    CONSTRAINT fk_invitations_accepted_by FOREIGN KEY (accepted_by) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- One a mail: a mail that had to be sent twice brings two, and both work.
CREATE TABLE invitation_tokens (
    token VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    invitation_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (token),
    INDEX idx_invitation_id (invitation_id),
    CONSTRAINT fk_invitation_tokens_invitation FOREIGN KEY (invitation_id) REFERENCES invitations (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE ON email_verification_tokens TO '${writer}'@'%';
GRANT SELECT, DELETE ON email_verification_tokens TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE ON invitations TO '${writer}'@'%';
GRANT SELECT, DELETE ON invitations TO '${worker}'@'%';
GRANT SELECT, INSERT ON invitation_tokens TO '${writer}'@'%';
