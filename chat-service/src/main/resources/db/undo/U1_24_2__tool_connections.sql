-- Undoes V1_24_2__tool_connections.

-- loses SELECT COUNT(*) FROM tool_connections
DROP TABLE tool_connections;

-- loses nothing: sign-ins that are under way; they are begun anew
DROP TABLE tool_sign_ins;

-- loses nothing: the platform registers itself anew
DROP TABLE tool_clients;
