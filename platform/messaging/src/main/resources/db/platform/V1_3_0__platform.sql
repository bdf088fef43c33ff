-- What every service needs besides its own tables: events out, events in, ownership, idempotent writes, erasure.
-- Accounts start with nothing; each table's grants stand at its end.

CREATE TABLE outbox (
    sequence BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    events MEDIUMTEXT NOT NULL COMMENT 'the events of one transaction in order, framed by EventFrames',
    event_count INT UNSIGNED NOT NULL,
    events_length INT UNSIGNED NOT NULL COMMENT 'characters',
    created_at DATETIME(6) NOT NULL,
    PRIMARY KEY (sequence)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE idempotency_keys (
    key_hash BINARY(32) NOT NULL COMMENT 'SHA-256 over caller, route and key',
    request_hash BINARY(32) NOT NULL,
    status SMALLINT UNSIGNED NOT NULL,
    location VARCHAR(512) NULL,
    reference VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
    body MEDIUMTEXT NULL,
    created_at DATETIME(6) NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (key_hash),
    KEY idx_expires_at (expires_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE erased_ids (
    subject_type VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    subject_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    erased_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (subject_type, subject_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE leases (
    name VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    owner VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epoch BIGINT UNSIGNED NOT NULL COMMENT '+1 with each change of owner: fences the one before',
    expires_at DATETIME(6) NOT NULL,
    PRIMARY KEY (name)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE consumer_offsets (
    consumer_group VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    partition_number INT NOT NULL,
    next_offset BIGINT NOT NULL,
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    PRIMARY KEY (consumer_group, topic, partition_number)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE aggregate_versions (
    consumer_group VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    last_version BIGINT NOT NULL,
    PRIMARY KEY (consumer_group, topic, event_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4;

CREATE TABLE event_gaps (
    consumer_group VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    topic VARCHAR(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    event_id VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'topic-partition-offset when the record names none',
    event_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NULL,
    event_type VARCHAR(160) CHARACTER SET ascii COLLATE ascii_bin NULL,
    aggregate_version BIGINT NULL,
    partition_number INT NOT NULL,
    record_offset BIGINT NOT NULL,
    reason VARCHAR(500) NOT NULL,
    attempts INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    PRIMARY KEY (consumer_group, topic, event_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COMMENT 'dead-lettered and not yet redriven';

GRANT INSERT ON outbox TO '${writer}'@'%';
GRANT SELECT, INSERT, DELETE ON outbox TO '${worker}'@'%';

GRANT SELECT, INSERT ON idempotency_keys TO '${writer}'@'%';
GRANT SELECT, DELETE ON idempotency_keys TO '${worker}'@'%';

GRANT SELECT ON erased_ids TO '${reader}'@'%';
GRANT SELECT, INSERT ON erased_ids TO '${writer}'@'%';
GRANT SELECT, INSERT ON erased_ids TO '${worker}'@'%';

GRANT SELECT ON leases TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON leases TO '${worker}'@'%';

GRANT SELECT ON consumer_offsets TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON consumer_offsets TO '${worker}'@'%';

GRANT SELECT, INSERT, UPDATE, DELETE ON aggregate_versions TO '${worker}'@'%';

GRANT SELECT ON event_gaps TO '${reader}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON event_gaps TO '${worker}'@'%';
