-- Undoes V1_4_1__erasure.

REVOKE UPDATE (created_by) ON agent_versions FROM '${worker}'@'%';

-- Versions of people who were erased keep an empty id.
UPDATE agent_versions SET created_by = '' WHERE created_by IS NULL;

ALTER TABLE agent_versions
    DROP INDEX idx_created_by,
    MODIFY created_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    ALGORITHM = INPLACE, LOCK = NONE;
