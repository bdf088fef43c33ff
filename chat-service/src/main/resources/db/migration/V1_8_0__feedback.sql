-- What people think of their sessions. The text is in no event, so it stands here and nowhere else.
CREATE TABLE session_feedback (
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    satisfaction_score DECIMAL(3, 2) NOT NULL COMMENT '1.00 to 5.00',
    feedback TEXT NULL,
    version BIGINT NOT NULL,
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    PRIMARY KEY (session_id),
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE VIEW user_feedback AS
SELECT *
FROM session_feedback
WHERE user_id = CURRENT_USER_ID();

GRANT SELECT ON user_feedback TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON session_feedback TO '${writer}'@'%';
GRANT SELECT ON session_feedback TO '${worker}'@'%';
