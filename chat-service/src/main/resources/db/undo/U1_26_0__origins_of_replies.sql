-- Undoes V1_26_0__origins_of_replies.

-- loses nothing: what a reply used is published when it ends, and the version before does not read the column
ALTER TABLE replies DROP COLUMN origin, ALGORITHM = INSTANT;
