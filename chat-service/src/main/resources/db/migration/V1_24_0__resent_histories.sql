-- By which a session is found again whose client sends the whole conversation each time. NULL for all others.
ALTER TABLE chat_sessions
    ADD COLUMN continuation VARCHAR(22) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'hash of the conversation up to its last answer, which the next turn goes on from',
    ADD INDEX idx_chat_sessions_continuation (continuation),
    ALGORITHM = INPLACE, LOCK = NONE;
