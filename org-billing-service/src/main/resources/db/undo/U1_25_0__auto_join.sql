-- Undoes V1_25_0__auto_join.

REVOKE SELECT, INSERT, DELETE ON organization_joins FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON organization_joins FROM '${writer}'@'%';

ALTER TABLE user_replicas
    DROP INDEX idx_email_domain,
    DROP COLUMN email_domain,
    ALGORITHM = INPLACE, LOCK = NONE;

DROP TABLE organization_joins;
