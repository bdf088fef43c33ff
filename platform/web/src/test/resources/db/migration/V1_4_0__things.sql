CREATE TABLE things (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    owner VARCHAR(64) NOT NULL,
    name VARCHAR(64) NOT NULL,
    version BIGINT NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE ON things TO '${writer}'@'%';
GRANT SELECT ON things TO '${reader}'@'%';
