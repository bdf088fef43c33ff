-- Undoes V1_24_3__shorter_search_prefix. The version before splits words in its own way: its job goes through all entries again.

-- loses nothing: how far a job has come that the version before does not know
DELETE FROM search_rebuild WHERE form = 3;

UPDATE search_rebuild SET done = FALSE, after_id = '' WHERE form = 2;
