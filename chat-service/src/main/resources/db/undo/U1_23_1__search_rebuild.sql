-- Undoes V1_23_1__search_rebuild.

REVOKE SELECT, UPDATE ON search_rebuild FROM '${worker}'@'%';

-- loses nothing: how far a job has come that the version before does not know
DROP TABLE search_rebuild;
