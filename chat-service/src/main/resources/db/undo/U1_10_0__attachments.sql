-- Undoes V1_10_0__attachments.

REVOKE SELECT, DELETE ON attachment_owners FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON attachment_deletions FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON attachments FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON attachment_owners FROM '${writer}'@'%';
REVOKE SELECT, INSERT, DELETE ON attachment_deletions FROM '${writer}'@'%';
REVOKE SELECT, INSERT ON attachment_chunks FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON attachments FROM '${writer}'@'%';
REVOKE SELECT ON user_attachments FROM '${reader}'@'%';

DROP VIEW user_attachments;

-- loses nothing: counted again from the files, which are counted below
ALTER TABLE chat_messages DROP COLUMN attachment_count, ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_messages AS
SELECT cm.*
FROM chat_messages cm
    JOIN chat_sessions cs ON cm.session_id = cs.id
WHERE cs.user_id = CURRENT_USER_ID();

-- loses nothing: holds ids to lock, and no more
DROP TABLE attachment_owners;

DROP TRIGGER attachments_after_delete;

-- Objects in S3 that nobody has deleted by now stay there.
DROP TABLE attachment_deletions;

-- loses nothing: belongs to the files, which are counted below
DROP TABLE attachment_chunks;

DROP TABLE attachments;
