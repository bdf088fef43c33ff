-- Letter case makes no other domain. Letters beyond ASCII were refused until now.
UPDATE organizations SET domain = LOWER(domain), updated_at = updated_at WHERE domain IS NOT NULL;
