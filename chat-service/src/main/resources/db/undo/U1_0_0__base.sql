-- Undoes V1_0_0__base.

REVOKE SELECT, INSERT, DELETE ON chat_messages FROM '${worker}'@'%';
REVOKE SELECT, UPDATE, DELETE ON chat_sessions FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON chat_messages FROM '${writer}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON chat_sessions FROM '${writer}'@'%';
REVOKE EXECUTE ON FUNCTION CURRENT_USER_ID FROM '${reader}'@'%';
REVOKE SELECT ON user_messages FROM '${reader}'@'%';
REVOKE SELECT ON user_sessions FROM '${reader}'@'%';

DROP VIEW user_messages;

DROP VIEW user_sessions;

DROP FUNCTION CURRENT_USER_ID;

DROP TABLE chat_messages;

DROP TABLE chat_sessions;
