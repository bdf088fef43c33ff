-- How long sessions are kept after their last activity, for those who wish otherwise than configured.
CREATE TABLE retention_rules (
    subject_type ENUM ('user', 'organization') NOT NULL,
    subject_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    keep_days INT UNSIGNED NOT NULL,
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (subject_id, subject_type)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON retention_rules TO '${writer}'@'%';
GRANT SELECT, DELETE ON retention_rules TO '${worker}'@'%';
