-- Undoes V1_20_1__reader.

GRANT SELECT ON summary_gaps TO '${reader}'@'%';
GRANT SELECT ON summary_offsets TO '${reader}'@'%';
