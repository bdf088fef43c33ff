-- Who belongs to which organization: an organization's keys end with their owner's membership. Rows go with their user.
CREATE TABLE membership_replicas (
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (user_id, organization_id),
    CONSTRAINT fk_membership_replicas_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON membership_replicas TO '${reader}'@'%';
GRANT SELECT, INSERT, DELETE ON membership_replicas TO '${worker}'@'%';
