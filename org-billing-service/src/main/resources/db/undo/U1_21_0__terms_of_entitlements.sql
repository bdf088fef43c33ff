-- Undoes V1_21_0__terms_of_entitlements.

-- loses nothing: entitlements are renewed at the next start
ALTER TABLE entitlements DROP COLUMN terms, ALGORITHM = INSTANT;
