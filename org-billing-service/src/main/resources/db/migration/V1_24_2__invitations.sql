-- Nobody becomes a member without having agreed to it. Rows are removed when they expire, whatever became of them.
CREATE TABLE organization_invitations (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    email VARCHAR(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'in its one form; this or user_id',
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    role ENUM ('owner', 'admin', 'member', 'viewer') NOT NULL,
    permissions JSON NULL,
    invited_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    language VARCHAR(35) NULL COMMENT 'of the mail',
    status ENUM ('pending', 'accepted', 'declined', 'revoked') NOT NULL,
    open_for VARCHAR(260) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL COMMENT 'user:<id> or email:<address> while it is pending',
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    mailed_at DATETIME(6) NULL COMMENT 'when auth took the mail',
    answered_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_organization_open_for (organization_id, open_for),
    INDEX idx_email (email),
    INDEX idx_user_id (user_id),
    INDEX idx_expires_at (expires_at),
    CONSTRAINT fk_organization_invitations_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON organization_invitations TO '${writer}'@'%';
GRANT SELECT, DELETE ON organization_invitations TO '${worker}'@'%';
