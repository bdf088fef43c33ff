-- A rotated key works on beside its successor until its overlap ends.
ALTER TABLE api_keys
    ADD COLUMN replaced_by VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL;
