-- Undoes V1_21_1__pending_subscriptions.

-- loses SELECT COUNT(*) FROM subscriptions WHERE requested_at IS NOT NULL
ALTER TABLE subscriptions
    DROP INDEX idx_requested_at,
    DROP COLUMN requested_at,
    DROP COLUMN requested_amount,
    DROP COLUMN requested_billing_cycle,
    DROP COLUMN requested_plan_type,
    ALGORITHM = INPLACE, LOCK = NONE;
