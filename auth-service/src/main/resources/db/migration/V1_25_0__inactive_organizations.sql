-- Organizations for which nobody may act: their keys are refused until they are active again. Rows go with their organization.
CREATE TABLE inactive_organizations (
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    PRIMARY KEY (organization_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON inactive_organizations TO '${reader}'@'%';
GRANT SELECT, INSERT, DELETE ON inactive_organizations TO '${worker}'@'%';
