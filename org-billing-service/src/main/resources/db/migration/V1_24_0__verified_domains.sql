-- Anybody may say that a domain is theirs; one organization can prove it.
ALTER TABLE organizations
    ADD COLUMN verified_domain VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'domain, from when its DNS record proved it; NULL until then',
    ADD COLUMN domain_verified_at DATETIME(6) NULL,
    ADD UNIQUE KEY unique_verified_domain (verified_domain),
    ALGORITHM = INPLACE, LOCK = NONE;
