-- The foreign key forgets an organization that is deleted; what was bought for it does not become its buyer's.
-- Rows whose organization was deleted before stay as they are: nothing tells them from personal ones.
ALTER TABLE subscriptions
    ADD COLUMN bought_for VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'organization_id as it was at the start; NULL for a personal subscription';

UPDATE subscriptions SET bought_for = organization_id, updated_at = updated_at WHERE organization_id IS NOT NULL;
