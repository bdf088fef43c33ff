-- Undoes V1_5_2__pending_attempts.

-- loses nothing: attempts that are being hashed at this moment
ALTER TABLE login_throttles DROP COLUMN pending_until, DROP COLUMN pending, ALGORITHM = INSTANT;
