-- A version made by somebody who is erased stays, without his id. That is the one change a version may see.
ALTER TABLE agent_versions
    MODIFY created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    ADD INDEX idx_created_by (created_by);

GRANT UPDATE (created_by) ON agent_versions TO '${worker}'@'%';
