-- Undoes V1_9_2__responses.

REVOKE SELECT ON responses FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON responses FROM '${writer}'@'%';
REVOKE SELECT ON user_responses FROM '${reader}'@'%';

DROP VIEW user_responses;

DROP TABLE responses;
