-- Undoes V1_5_3__external_identities.

REVOKE SELECT, DELETE ON external_flows FROM '${worker}'@'%';
REVOKE SELECT, INSERT, DELETE ON external_flows FROM '${writer}'@'%';
REVOKE SELECT, DELETE ON external_identities FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON external_identities FROM '${writer}'@'%';
REVOKE SELECT ON external_identities FROM '${reader}'@'%';

DROP TABLE external_flows;

DROP TABLE external_identities;
