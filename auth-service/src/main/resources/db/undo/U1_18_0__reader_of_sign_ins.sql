-- Undoes V1_18_0__reader_of_sign_ins.

REVOKE SELECT (id, user_id, expires_at, revoked_at) ON token_families FROM '${reader}'@'%';
