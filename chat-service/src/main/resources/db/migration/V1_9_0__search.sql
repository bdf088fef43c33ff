-- Words of messages for full-text search, beside the partitioned messages, which take no full-text index. `words` holds each
-- word behind a prefix of its user (docs/adr/0025-search-in-a-side-table.md), so that every user has posting lists of his own.
CREATE TABLE message_search (
    message_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(6) NOT NULL,
    words MEDIUMTEXT CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (message_id),
    INDEX idx_message_search_session (session_id),
    INDEX idx_message_search_user (user_id),
    FULLTEXT INDEX ft_message_search_words (words)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE VIEW user_message_search AS
SELECT *
FROM message_search
WHERE user_id = CURRENT_USER_ID();

GRANT SELECT ON user_message_search TO '${reader}'@'%';
GRANT SELECT, DELETE ON message_search TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_search TO '${worker}'@'%';
