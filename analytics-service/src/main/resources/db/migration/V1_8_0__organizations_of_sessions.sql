-- On whose behalf a session was opened, so that a key of an organization is shown that organization's totals only. Rows folded
-- before this column existed have none until a rebuild: until then such a key is not shown them.
ALTER TABLE session_analytics
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL;
ALTER TABLE session_analytics_rebuild
    ADD COLUMN organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL;
