-- A run that answers more than one plain message reads what it answers from the conversation.
ALTER TABLE run ALTER COLUMN content DROP NOT NULL;
ALTER TABLE run ADD COLUMN branch integer NOT NULL DEFAULT 0;
-- What the caller asks of this run beyond its agent's configuration, as JSON that Parley wrote.
ALTER TABLE run ADD COLUMN options text;
ALTER TABLE run ADD COLUMN cancel_requested_at timestamptz;
CREATE INDEX ix_run_conversation_id ON run (conversation_id);
