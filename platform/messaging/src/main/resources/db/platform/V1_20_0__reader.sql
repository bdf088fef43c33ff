-- No request reads these through the reader.
REVOKE SELECT ON erased_ids FROM '${reader}'@'%';
REVOKE SELECT ON consumer_offsets FROM '${reader}'@'%';
REVOKE SELECT ON event_gaps FROM '${reader}'@'%';
