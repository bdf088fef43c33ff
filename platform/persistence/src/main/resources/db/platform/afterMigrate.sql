-- Services that do not migrate ask whether the schema is new enough, with the account that does their own work.
GRANT SELECT ON flyway_schema_history TO '${worker}'@'%';
