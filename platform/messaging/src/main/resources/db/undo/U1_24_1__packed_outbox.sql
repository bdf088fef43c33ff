-- Undoes V1_24_1__packed_outbox. The relay empties the outbox within seconds: stop the services first, and wait for that.

-- loses SELECT COUNT(*) FROM outbox WHERE packed IS NOT NULL
DELETE FROM outbox WHERE packed IS NOT NULL;

ALTER TABLE outbox
    DROP COLUMN packed,
    MODIFY COLUMN events MEDIUMTEXT NOT NULL COMMENT 'the events of one transaction in order, framed by EventFrames',
    ALGORITHM = INPLACE, LOCK = NONE;
