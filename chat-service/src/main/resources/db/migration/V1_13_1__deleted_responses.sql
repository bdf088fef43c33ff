-- A response that was taken back stays as an id, which tells its messages from those of other turns: only a session that
-- holds nothing else goes with its last response.
ALTER TABLE responses ADD COLUMN deleted_at DATETIME(6) NULL;

CREATE OR REPLACE VIEW user_responses AS
SELECT *
FROM responses
WHERE user_id = CURRENT_USER_ID() AND deleted_at IS NULL;

GRANT UPDATE ON responses TO '${writer}'@'%';
