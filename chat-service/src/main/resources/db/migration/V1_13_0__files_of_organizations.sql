-- Whose key uploaded a file: until a message takes it, keys of other organizations do not find it.
ALTER TABLE attachments
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL
        COMMENT 'of the API key that uploaded it; NULL: by the user himself';

-- A view's * is fixed when the view is made.
CREATE OR REPLACE VIEW user_attachments AS
SELECT *
FROM attachments
WHERE user_id = CURRENT_USER_ID();

GRANT UPDATE ON attachment_deletions TO '${worker}'@'%';
