-- Undoes V1_13_1__deleted_responses.

REVOKE UPDATE ON responses FROM '${writer}'@'%';

-- Before, a response that was taken back was gone.
-- loses nothing: nobody sees them any more
DELETE FROM responses WHERE deleted_at IS NOT NULL;

-- loses nothing: none is deleted, and how many messages they were asked with says nothing before
ALTER TABLE responses DROP COLUMN inputs, DROP COLUMN deleted_at, ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_responses AS
SELECT *
FROM responses
WHERE user_id = CURRENT_USER_ID();
