-- Undoes V1_9_0__search.

REVOKE SELECT, INSERT, UPDATE, DELETE ON message_search FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON message_search FROM '${writer}'@'%';
REVOKE SELECT ON user_message_search FROM '${reader}'@'%';

DROP VIEW user_message_search;

DROP TABLE message_search;
