-- Replies that run to their end although nobody listens any more.
ALTER TABLE replies
    ADD COLUMN keep BOOLEAN NOT NULL DEFAULT FALSE COMMENT 'runs on when nobody listens' AFTER store_text;
