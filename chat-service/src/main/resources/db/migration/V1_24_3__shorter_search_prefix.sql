-- Words stand behind a shorter prefix of their user: the job replaces all entries once more, unless there are none.
UPDATE search_rebuild SET done = TRUE;
INSERT INTO search_rebuild (form, after_id, begun_at, done)
SELECT 3, '', UTC_TIMESTAMP(6), NOT EXISTS (SELECT 1 FROM message_search);
