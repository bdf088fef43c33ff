-- Undoes V1_24_2__tool_connections.

REVOKE SELECT, INSERT, UPDATE, DELETE ON tool_connections FROM '${writer}'@'%';
REVOKE SELECT, INSERT, DELETE ON tool_sign_ins FROM '${writer}'@'%';
REVOKE SELECT, INSERT, DELETE ON tool_clients FROM '${writer}'@'%';
REVOKE SELECT, UPDATE, DELETE ON tool_connections FROM '${worker}'@'%';
REVOKE SELECT, DELETE ON tool_sign_ins FROM '${worker}'@'%';
REVOKE SELECT, UPDATE ON tool_clients FROM '${worker}'@'%';

-- loses SELECT COUNT(*) FROM tool_connections
DROP TABLE tool_connections;

-- loses nothing: sign-ins that are under way; they are begun anew
DROP TABLE tool_sign_ins;

-- loses nothing: the platform registers itself anew
DROP TABLE tool_clients;
