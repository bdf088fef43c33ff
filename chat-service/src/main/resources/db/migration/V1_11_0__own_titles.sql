-- Whether a person said what a session is called; titles that nobody chose may be replaced by a model's.
ALTER TABLE chat_sessions ADD COLUMN own_title BOOLEAN NOT NULL DEFAULT FALSE;
