-- Undoes V1_5_0__mail.

REVOKE SELECT, DELETE ON mail_throttles FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE ON mail_throttles FROM '${writer}'@'%';
REVOKE SELECT, UPDATE, DELETE ON mail_outbox FROM '${worker}'@'%';
REVOKE INSERT ON mail_outbox FROM '${writer}'@'%';

DROP TABLE mail_throttles;

DROP TABLE mail_outbox;
