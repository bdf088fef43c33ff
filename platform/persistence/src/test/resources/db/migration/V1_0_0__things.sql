CREATE TABLE things (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    created_at DATETIME(6) NOT NULL
);
GRANT SELECT ON things TO '${reader}'@'%';
GRANT SELECT, INSERT ON things TO '${writer}'@'%';
GRANT SELECT, DELETE ON things TO '${worker}'@'%';
