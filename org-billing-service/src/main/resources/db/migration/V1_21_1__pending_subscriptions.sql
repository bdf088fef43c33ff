-- What costs more than what runs waits until an administrator approves it; plan_type, billing_cycle and amount are what runs.
ALTER TABLE subscriptions
    ADD COLUMN requested_plan_type ENUM ('free', 'basic', 'premium', 'enterprise') NULL COMMENT 'what waits for approval; NULL when nothing does',
    ADD COLUMN requested_billing_cycle ENUM ('monthly', 'yearly') NULL,
    ADD COLUMN requested_amount DECIMAL(10, 2) NULL COMMENT 'the price at the time of the request',
    ADD COLUMN requested_at DATETIME(6) NULL,
    ADD INDEX idx_requested_at (requested_at);
