-- Undoes V1_9_1__retention.

REVOKE SELECT, DELETE ON retention_rules FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON retention_rules FROM '${writer}'@'%';

DROP TABLE retention_rules;
