-- Undoes V1_6_0__feedback_texts.

GRANT INSERT, UPDATE ON session_feedback TO '${writer}'@'%';
REVOKE INSERT, UPDATE ON session_feedback FROM '${worker}'@'%';
