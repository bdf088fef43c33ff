-- Replies that were asked for through /v1/responses and are to be found again. What was said stands in chat_messages.
CREATE TABLE responses (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the reply''s',
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    base_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the response of another session that this session goes on from',
    opened_session BOOLEAN NOT NULL COMMENT 'whether the session exists for responses alone',
    request JSON NOT NULL COMMENT 'what is repeated in the response object',
    PRIMARY KEY (id),
    INDEX idx_responses_session (session_id),
    INDEX idx_responses_user (user_id),
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE VIEW user_responses AS
SELECT *
FROM responses
WHERE user_id = CURRENT_USER_ID();

GRANT SELECT ON user_responses TO '${reader}'@'%';
GRANT SELECT, INSERT, DELETE ON responses TO '${writer}'@'%';
GRANT SELECT ON responses TO '${worker}'@'%';
