-- Undoes V1_3_0__platform.

REVOKE SELECT, INSERT, UPDATE, DELETE ON event_gaps FROM '${worker}'@'%';
REVOKE SELECT ON event_gaps FROM '${reader}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON aggregate_versions FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON consumer_offsets FROM '${worker}'@'%';
REVOKE SELECT ON consumer_offsets FROM '${reader}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON leases FROM '${worker}'@'%';
REVOKE SELECT ON leases FROM '${writer}'@'%';
REVOKE SELECT, INSERT ON erased_ids FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON erased_ids FROM '${writer}'@'%';
REVOKE SELECT ON erased_ids FROM '${reader}'@'%';
REVOKE SELECT, DELETE ON idempotency_keys FROM '${worker}'@'%';
REVOKE SELECT, INSERT ON idempotency_keys FROM '${writer}'@'%';
REVOKE SELECT, INSERT, DELETE ON outbox FROM '${worker}'@'%';
REVOKE INSERT ON outbox FROM '${writer}'@'%';

DROP TABLE event_gaps;

DROP TABLE aggregate_versions;

DROP TABLE consumer_offsets;

-- loses nothing: what is held by nobody
DROP TABLE leases;

DROP TABLE erased_ids;

DROP TABLE idempotency_keys;

-- What stands here has not been published yet.
DROP TABLE outbox;
