-- Undoes V1_16_1__reply_steps.

REVOKE SELECT, INSERT, UPDATE, DELETE ON reply_steps FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON reply_steps FROM '${writer}'@'%';

DROP TABLE reply_steps;
