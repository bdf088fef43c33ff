-- Undoes V1_26_0__usage.

REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_people_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_totals_rebuild FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_people FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON usage_totals FROM '${worker}'@'%';
REVOKE SELECT ON usage_people FROM '${reader}'@'%';
REVOKE SELECT ON usage_totals FROM '${reader}'@'%';

-- loses nothing: a rebuild makes it anew
DROP TABLE usage_people_rebuild;

-- loses nothing: a rebuild makes it anew
DROP TABLE usage_totals_rebuild;

-- loses nothing: a rebuild counts it again
DROP TABLE usage_people;

-- loses nothing: a rebuild counts it again
DROP TABLE usage_totals;
