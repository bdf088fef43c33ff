-- A session's messages form a tree. Branch 0 is where it began; a regenerated reply or an edited message opens the next.
ALTER TABLE chat_messages
    ADD COLUMN parent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'what it answers; NULL: begins',
    ADD COLUMN branch INT UNSIGNED NOT NULL DEFAULT 0;

ALTER TABLE chat_sessions
    ADD COLUMN active_branch INT UNSIGNED NOT NULL DEFAULT 0,
    ADD COLUMN branch_count INT UNSIGNED NOT NULL DEFAULT 1,
    ADD COLUMN leaf_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'last message of the active branch',
    ADD COLUMN summary_branch INT UNSIGNED NULL COMMENT 'of the message at summary_position';

UPDATE chat_messages m
    JOIN chat_messages p ON p.session_id = m.session_id AND p.position = m.position - 1
SET m.parent_id = p.id;
UPDATE chat_sessions s
    JOIN chat_messages m ON m.session_id = s.id AND m.position = s.last_position
SET s.leaf_id = m.id, s.updated_at = s.updated_at;
UPDATE chat_sessions SET summary_branch = 0, updated_at = updated_at WHERE summary_position IS NOT NULL;

-- Branches that left another one. A path never changes: it names the stretches of other branches that come before.
CREATE TABLE session_branches (
    session_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    branch INT UNSIGNED NOT NULL,
    parent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'the message it goes on from',
    path JSON NOT NULL COMMENT '[[branch, last position], ...] from the beginning, without the branch itself',
    PRIMARY KEY (session_id, branch),
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- Where a reply branches off when it ends; NULL: it goes on where the session stands.
ALTER TABLE replies ADD COLUMN fork JSON NULL;

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_sessions AS
SELECT *
FROM chat_sessions
WHERE user_id = CURRENT_USER_ID();

CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();

CREATE VIEW user_branches AS
SELECT b.*
FROM session_branches b
    JOIN chat_sessions s ON b.session_id = s.id
WHERE s.user_id = CURRENT_USER_ID();

GRANT SELECT ON user_branches TO '${reader}'@'%';
GRANT SELECT, INSERT, DELETE ON session_branches TO '${writer}'@'%';
GRANT SELECT ON session_branches TO '${worker}'@'%';
