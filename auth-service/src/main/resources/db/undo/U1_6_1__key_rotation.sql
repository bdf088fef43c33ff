-- Undoes V1_6_1__key_rotation.

ALTER TABLE api_keys DROP COLUMN replaced_by, ALGORITHM = INSTANT;
