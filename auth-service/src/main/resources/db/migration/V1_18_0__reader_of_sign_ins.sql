-- Open streams ask whether the sign-in that let them in still lives. No token and no digest stands in these columns.
GRANT SELECT (id, user_id, expires_at, revoked_at) ON token_families TO '${reader}'@'%';
