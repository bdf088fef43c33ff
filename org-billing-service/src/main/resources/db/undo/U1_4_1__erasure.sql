-- Undoes V1_4_1__erasure.

REVOKE SELECT ON user_replicas FROM '${writer}'@'%';
