-- Undoes V1_9_0__licences.

REVOKE SELECT, INSERT, UPDATE, DELETE ON licence_replicas FROM '${worker}'@'%';
REVOKE SELECT ON licence_replicas FROM '${reader}'@'%';

DROP TABLE licence_replicas;
