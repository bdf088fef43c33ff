-- Specification 1.1.0, slice org-billing. users and ai_agents live in other slices: what their foreign keys did, events do.

CREATE TABLE organizations (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name VARCHAR(255) NOT NULL,
    description TEXT,
    domain VARCHAR(255),
    settings JSON,
    is_active BOOLEAN DEFAULT TRUE,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    version BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    INDEX idx_domain (domain),
    INDEX idx_is_active (is_active)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE organization_members (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    role ENUM ('owner', 'admin', 'member', 'viewer') DEFAULT 'member',
    permissions JSON,
    joined_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    UNIQUE KEY unique_org_user (organization_id, user_id),
    INDEX idx_user_id (user_id),
    INDEX idx_role (role),
    CONSTRAINT fk_organization_members_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE enterprise_agents (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    custom_config JSON,
    usage_limits JSON,
    is_active BOOLEAN DEFAULT TRUE,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (id),
    INDEX idx_organization_id (organization_id),
    INDEX idx_agent_id (agent_id),
    CONSTRAINT fk_enterprise_agents_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

CREATE TABLE subscriptions (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
    plan_type ENUM ('free', 'basic', 'premium', 'enterprise') NOT NULL,
    status ENUM ('active', 'cancelled', 'expired', 'suspended') DEFAULT 'active',
    billing_cycle ENUM ('monthly', 'yearly') DEFAULT 'monthly',
    amount DECIMAL(10, 2) NOT NULL,
    currency VARCHAR(3) DEFAULT 'EUR',
    starts_at DATETIME(6) NOT NULL,
    ends_at DATETIME(6) NULL,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    version BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    INDEX idx_user_id (user_id),
    INDEX idx_organization_id (organization_id),
    INDEX idx_status (status),
    INDEX idx_plan_type (plan_type),
    CONSTRAINT fk_subscriptions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE SET NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT ON organizations TO '${reader}'@'%';
GRANT SELECT ON organization_members TO '${reader}'@'%';
GRANT SELECT ON enterprise_agents TO '${reader}'@'%';
GRANT SELECT ON subscriptions TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON organization_members TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON enterprise_agents TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON subscriptions TO '${writer}'@'%';
GRANT SELECT, UPDATE, DELETE ON organizations TO '${worker}'@'%';
GRANT SELECT, UPDATE, DELETE ON organization_members TO '${worker}'@'%';
GRANT SELECT, UPDATE, DELETE ON enterprise_agents TO '${worker}'@'%';
GRANT SELECT, UPDATE, DELETE ON subscriptions TO '${worker}'@'%';
