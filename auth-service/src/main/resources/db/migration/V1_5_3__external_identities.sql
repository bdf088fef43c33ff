-- Who signs in through an OpenID Connect provider. Issuer and subject together name a person for good; e-mails change hands.
CREATE TABLE external_identities (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    issuer VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    subject VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_issuer_subject (issuer, subject),
    INDEX idx_user_id (user_id),
    CONSTRAINT fk_external_identities_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Sign-ins that are under way at a provider. state and flow are SHA-256; nonce and PKCE verifier are sealed.
CREATE TABLE external_flows (
    state VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    flow VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    provider VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sealed_secrets VARBINARY(1000) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (state),
    INDEX idx_expires_at (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON external_identities TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON external_identities TO '${writer}'@'%';
GRANT SELECT, DELETE ON external_identities TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON external_flows TO '${writer}'@'%';
GRANT SELECT, DELETE ON external_flows TO '${worker}'@'%';
