-- No request reads these through the reader.
REVOKE SELECT ON summary_offsets FROM '${reader}'@'%';
REVOKE SELECT ON summary_gaps FROM '${reader}'@'%';
