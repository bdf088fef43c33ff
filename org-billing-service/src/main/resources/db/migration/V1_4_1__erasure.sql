-- An owner whose account is being erased does not count as one.
GRANT SELECT ON user_replicas TO '${writer}'@'%';
