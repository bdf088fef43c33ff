-- What replies used: sums of a quarter of an hour for each combination of columns that occurred.

-- Holds nobody's id.
CREATE TABLE usage_totals (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'number of the slot and a digest of the columns up to the first sum',
    slot DATETIME NOT NULL COMMENT 'when the quarter of an hour began',
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    model VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    provider VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    source VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    reason VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'of failures and refusals',
    currency VARCHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    completed BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    cancelled BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    fallbacks BIGINT NOT NULL DEFAULT 0,
    estimated BIGINT NOT NULL DEFAULT 0,
    input_tokens BIGINT NOT NULL DEFAULT 0,
    output_tokens BIGINT NOT NULL DEFAULT 0,
    cached_tokens BIGINT NOT NULL DEFAULT 0,
    cache_write_tokens BIGINT NOT NULL DEFAULT 0,
    reasoning_tokens BIGINT NOT NULL DEFAULT 0,
    cost DECIMAL(30,12) NOT NULL DEFAULT 0,
    latency_ms BIGINT NOT NULL DEFAULT 0,
    queue_ms BIGINT NOT NULL DEFAULT 0,
    queue_count BIGINT NOT NULL DEFAULT 0,
    first_token_ms BIGINT NOT NULL DEFAULT 0,
    first_token_count BIGINT NOT NULL DEFAULT 0,
    latency BLOB NOT NULL DEFAULT ('') COMMENT 'distribution over replies that are complete, in milliseconds',
    first_token BLOB NOT NULL DEFAULT ('') COMMENT 'distribution in milliseconds',
    PRIMARY KEY (id),
    INDEX idx_organization_id (organization_id, id),
    INDEX idx_agent_id (agent_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- The same by user and API key; an erasure deletes from it.
CREATE TABLE usage_people (
    id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'number of the slot and a digest of the columns up to the first sum',
    slot DATETIME NOT NULL COMMENT 'when the quarter of an hour began',
    organization_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    agent_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    model VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    provider VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    source VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    reason VARCHAR(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '' COMMENT 'of failures and refusals',
    currency VARCHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    user_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    api_key_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
    completed BIGINT NOT NULL DEFAULT 0,
    failed BIGINT NOT NULL DEFAULT 0,
    cancelled BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    fallbacks BIGINT NOT NULL DEFAULT 0,
    estimated BIGINT NOT NULL DEFAULT 0,
    input_tokens BIGINT NOT NULL DEFAULT 0,
    output_tokens BIGINT NOT NULL DEFAULT 0,
    cached_tokens BIGINT NOT NULL DEFAULT 0,
    cache_write_tokens BIGINT NOT NULL DEFAULT 0,
    reasoning_tokens BIGINT NOT NULL DEFAULT 0,
    cost DECIMAL(30,12) NOT NULL DEFAULT 0,
    latency_ms BIGINT NOT NULL DEFAULT 0,
    queue_ms BIGINT NOT NULL DEFAULT 0,
    queue_count BIGINT NOT NULL DEFAULT 0,
    first_token_ms BIGINT NOT NULL DEFAULT 0,
    first_token_count BIGINT NOT NULL DEFAULT 0,
    latency BLOB NOT NULL DEFAULT ('') COMMENT 'distribution over replies that are complete, in milliseconds',
    first_token BLOB NOT NULL DEFAULT ('') COMMENT 'distribution in milliseconds',
    PRIMARY KEY (id),
    INDEX idx_organization_id (organization_id, id),
    INDEX idx_agent_id (agent_id, id),
    INDEX idx_user_id (user_id, id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

-- As the other tables of a rebuild.
CREATE TABLE usage_totals_rebuild LIKE usage_totals;
CREATE TABLE usage_people_rebuild LIKE usage_people;

GRANT SELECT ON usage_totals TO '${reader}'@'%';
GRANT SELECT ON usage_people TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_totals TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_people TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_totals_rebuild TO '${worker}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_people_rebuild TO '${worker}'@'%';
