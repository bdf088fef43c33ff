-- People of an organization's proven domain who are to become members by themselves. Rows go when they have, or may not any more.
CREATE TABLE organization_joins (
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    INDEX idx_user_id (user_id),
    CONSTRAINT fk_organization_joins_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, DELETE ON organization_joins TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON organization_joins TO '${worker}'@'%';

ALTER TABLE user_replicas
    ADD COLUMN email_domain VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'of the verified e-mail address; NULL until it is verified',
    ADD INDEX idx_email_domain (email_domain),
    ALGORITHM = INPLACE, LOCK = NONE;
