-- Events wait compressed: a row is written to redo, undo and binary log, and once more, whole, to the binary log when it is
-- deleted. Rows of instances of the version before come as text.
ALTER TABLE outbox
    MODIFY COLUMN events MEDIUMTEXT NULL COMMENT 'the events of one transaction in order, framed by EventFrames; NULL: packed',
    ADD COLUMN packed MEDIUMBLOB NULL COMMENT 'the same text in UTF-8, deflated' AFTER events,
    ALGORITHM = INPLACE, LOCK = NONE;
