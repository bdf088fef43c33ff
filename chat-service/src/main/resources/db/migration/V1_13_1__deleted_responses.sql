-- A response that was taken back stays as an id and a number, which tell its messages from those of others: only a session
-- that holds nothing else goes with its last response.
ALTER TABLE responses
    ADD COLUMN deleted_at DATETIME(6) NULL,
    ADD COLUMN inputs SMALLINT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'messages that it was asked with';

CREATE OR REPLACE VIEW user_responses AS
SELECT *
FROM responses
WHERE user_id = CURRENT_USER_ID() AND deleted_at IS NULL;

GRANT UPDATE ON responses TO '${writer}'@'%';
