-- The texts are brought by a consumer, which runs as the worker; nobody else writes them.
GRANT INSERT, UPDATE ON session_feedback TO '${worker}'@'%';
REVOKE INSERT, UPDATE ON session_feedback FROM '${writer}'@'%';
