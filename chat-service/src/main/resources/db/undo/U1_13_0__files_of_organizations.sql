-- Undoes V1_13_0__files_of_organizations.

REVOKE UPDATE ON attachment_deletions FROM '${worker}'@'%';

-- A file that no message has taken yet is found by keys of every organization of its user, so none may be left.
DELETE FROM attachments WHERE organization_id IS NOT NULL AND message_id IS NULL;

-- loses nothing: says only who finds a file that no message has taken
ALTER TABLE attachments DROP COLUMN organization_id, ALGORITHM = INSTANT;

CREATE OR REPLACE VIEW user_attachments AS
SELECT *
FROM attachments
WHERE user_id = CURRENT_USER_ID();
