-- Attempts that are being hashed: while some are, a locked account may yet turn out to be signed in to rightly, so others wait
-- instead of being refused. After pending_until they count as failed: their instance has died.
ALTER TABLE login_throttles
    ADD COLUMN pending INT UNSIGNED NOT NULL DEFAULT 0,
    ADD COLUMN pending_until DATETIME(6) NULL;
