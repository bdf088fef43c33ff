-- Undoes V1_6_2__erasure.

REVOKE SELECT, UPDATE ON administration_guard FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON erasure_register FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON erasure_votes FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON erasures FROM '${worker}'@'%';
REVOKE SELECT ON erasure_register FROM '${writer}'@'%';
REVOKE SELECT ON erasure_votes FROM '${writer}'@'%';
REVOKE SELECT, INSERT ON erasures FROM '${writer}'@'%';

DROP TABLE erasure_register;

DROP TABLE erasure_votes;

DROP TABLE erasures;

ALTER TABLE users DROP COLUMN erasing_since, ALGORITHM = INSTANT;
