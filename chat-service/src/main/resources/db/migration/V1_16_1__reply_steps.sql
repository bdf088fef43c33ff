-- What tools did in a reply, as its listeners heard it, so that one who comes back hears the same after the reply has ended or
-- its instance has died. Goes with the reply's row: a message's own metadata keeps a shorter account for good.
CREATE TABLE reply_steps (
    reply_id VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    number SMALLINT UNSIGNED NOT NULL COMMENT 'in the reply, from 0',
    step JSON NOT NULL,
    PRIMARY KEY (reply_id, number),
    CONSTRAINT fk_reply_steps_reply FOREIGN KEY (reply_id) REFERENCES replies (id) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_0900_ai_ci;

GRANT SELECT, INSERT, UPDATE, DELETE ON reply_steps TO '${writer}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON reply_steps TO '${worker}'@'%';
