-- Undoes V1_20_0__reader.

GRANT SELECT ON event_gaps TO '${reader}'@'%';
GRANT SELECT ON consumer_offsets TO '${reader}'@'%';
GRANT SELECT ON erased_ids TO '${reader}'@'%';
