-- Undoes V1_21_2__organizations_of_subscriptions.

-- While the organization lives, its id stands beside.
-- loses SELECT COUNT(*) FROM subscriptions WHERE bought_for IS NOT NULL AND organization_id IS NULL
ALTER TABLE subscriptions DROP COLUMN bought_for, ALGORITHM = INSTANT;
