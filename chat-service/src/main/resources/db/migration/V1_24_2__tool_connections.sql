-- Who is signed in to which MCP server (docs/adr/0043). Tokens and client secrets are sealed with table, column and row.
CREATE TABLE tool_connections (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'another one for each sign-in',
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'name in the catalog',
    sealed BLOB NOT NULL,
    scopes VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'NULL: as the authorization server gives of itself',
    wanted_scopes VARCHAR(2000) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what the server wants beside them',
    expires_at DATETIME(6) NULL COMMENT 'of the access token; NULL: not said',
    renewing_until DATETIME(6) NULL COMMENT 'an instance renews the tokens until then',
    ended_at DATETIME(6) NULL COMMENT 'the tokens are not taken any more',
    version INT UNSIGNED NOT NULL DEFAULT 1 COMMENT 'of the tokens',
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY unique_user_server (user_id, server)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Sign-ins that are under way, one for each person and server. The id is the SHA-256 of the state.
CREATE TABLE tool_sign_ins (
    id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    server VARCHAR(31) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sealed BLOB NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_user_server (user_id, server),
    INDEX idx_expires_at (expires_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The platform as authorization servers know it, where it has registered itself. The id is the SHA-256 of server, issuer and
-- redirect URI.
CREATE TABLE tool_clients (
    id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sealed BLOB NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON tool_connections TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON tool_sign_ins TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON tool_clients TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON tool_connections TO '${worker}'@'%';
GRANT SELECT, DELETE ON tool_sign_ins TO '${worker}'@'%';
GRANT SELECT, UPDATE ON tool_clients TO '${worker}'@'%';
