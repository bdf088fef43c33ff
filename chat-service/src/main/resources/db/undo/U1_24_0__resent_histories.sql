-- Undoes V1_24_0__resent_histories.

-- loses nothing: hashes of conversations that clients send whole; they begin a new session with their next turn
ALTER TABLE chat_sessions
    DROP INDEX idx_chat_sessions_continuation,
    DROP COLUMN continuation,
    ALGORITHM = INPLACE, LOCK = NONE;
