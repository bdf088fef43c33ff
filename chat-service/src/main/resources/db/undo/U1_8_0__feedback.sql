-- Undoes V1_8_0__feedback.

REVOKE SELECT ON session_feedback FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON session_feedback FROM '${writer}'@'%';
REVOKE SELECT ON user_feedback FROM '${reader}'@'%';

DROP VIEW user_feedback;

DROP TABLE session_feedback;
