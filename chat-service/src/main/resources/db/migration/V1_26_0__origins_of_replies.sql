-- For whom a reply is made and what asked for it: the instance that ends it publishes this, also when its own has died.
ALTER TABLE replies
    ADD COLUMN origin JSON NULL COMMENT 'NULL for replies that began before this column',
    ALGORITHM = INSTANT;
