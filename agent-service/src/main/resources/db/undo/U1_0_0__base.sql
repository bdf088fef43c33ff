-- Undoes V1_0_0__base.

REVOKE SELECT, UPDATE, DELETE ON ai_agents FROM '${worker}'@'%';
REVOKE SELECT, INSERT, UPDATE, DELETE ON ai_agents FROM '${writer}'@'%';
REVOKE SELECT ON ai_agents FROM '${reader}'@'%';

DROP TABLE ai_agents;
