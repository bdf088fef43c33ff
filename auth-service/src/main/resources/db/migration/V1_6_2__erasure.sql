-- Forgetting a user. While it goes on the account is switched off like a deactivated one; whether it was on before stands in erasures.
ALTER TABLE users
    ADD COLUMN erasing_since DATETIME(6) NULL;

-- One row an attempt. The last step takes the user's id away and leaves what the holder of the ticket may still ask.
CREATE TABLE erasures (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    status ENUM ('requested', 'approved', 'refused', 'completed') NOT NULL,
    was_active BOOLEAN NOT NULL,
    ticket_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requested_at DATETIME(6) NOT NULL,
    ended_at DATETIME(6) NULL,
    PRIMARY KEY (id),
    UNIQUE KEY unique_ticket_hash (ticket_hash),
    INDEX idx_user_id (user_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- event_id tells an event that came twice from one that answers a later attempt.
CREATE TABLE erasure_votes (
    erasure_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    service VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    outcome ENUM ('accepted', 'refused', 'completed') NOT NULL,
    reason VARCHAR(500) NULL,
    event_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (erasure_id, service, outcome),
    INDEX idx_event_id (event_id),
    CONSTRAINT fk_erasure_votes_erasure FOREIGN KEY (erasure_id) REFERENCES erasures (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Who was erased, told only to somebody who already has the id: SHA-256(salt, user id). For after a restore.
CREATE TABLE erasure_register (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    salt BINARY(16) NOT NULL,
    subject_hash BINARY(32) NOT NULL,
    erased_at DATETIME(6) NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT ON erasures TO '${writer}'@'%';
GRANT SELECT ON erasure_votes TO '${writer}'@'%';
GRANT SELECT ON erasure_register TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON erasures TO '${worker}'@'%';
GRANT SELECT, INSERT, DELETE ON erasure_votes TO '${worker}'@'%';
GRANT SELECT, INSERT ON erasure_register TO '${worker}'@'%';
-- The first administrator may go; that there was one must stay known.
GRANT SELECT, UPDATE ON administration_guard TO '${worker}'@'%';
