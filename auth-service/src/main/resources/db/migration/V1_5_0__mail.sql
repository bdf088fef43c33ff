-- Mail that is to be sent: written with the change that causes it, sent afterwards. It holds no link and no token, those are made
-- when it is sent; an e-mail that may belong to nobody is sealed.
CREATE TABLE mail_outbox (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reference VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    sealed_email VARBINARY(1000) NULL,
    language VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(6) NOT NULL,
    not_after DATETIME(6) NOT NULL,
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id),
    INDEX idx_next_attempt_at (next_attempt_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Mail that anybody can ask for without signing in, counted by e-mail (SHA-256) and by address.
CREATE TABLE mail_throttles (
    scope ENUM ('account', 'address') NOT NULL,
    subject VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requests INT UNSIGNED NOT NULL,
    window_started_at DATETIME(6) NOT NULL,
    PRIMARY KEY (scope, subject),
    INDEX idx_window_started_at (window_started_at)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT INSERT ON mail_outbox TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON mail_outbox TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE ON mail_throttles TO '${writer}'@'%';
GRANT SELECT, DELETE ON mail_throttles TO '${worker}'@'%';
