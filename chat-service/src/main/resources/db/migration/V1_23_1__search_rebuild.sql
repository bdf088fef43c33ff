-- The words of messages are split in a new way: a job goes through the entries from before and replaces them. Instances of the
-- version before may write some for a while after this ran, so the job ends an hour later at the earliest.
CREATE TABLE search_rebuild (
    form TINYINT UNSIGNED NOT NULL COMMENT 'how words are split; counts up',
    after_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'the last message that was done',
    begun_at DATETIME(6) NOT NULL,
    done BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (form)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

INSERT INTO search_rebuild (form, after_id, begun_at) VALUES (2, '', UTC_TIMESTAMP(6));

GRANT SELECT, UPDATE ON search_rebuild TO '${worker}'@'%';
