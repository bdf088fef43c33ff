-- Undoes V1_15_0__memberships.

REVOKE SELECT, INSERT, DELETE ON membership_replicas FROM '${worker}'@'%';
REVOKE SELECT ON membership_replicas FROM '${reader}'@'%';

DROP TABLE membership_replicas;
