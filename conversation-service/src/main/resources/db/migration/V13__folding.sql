-- Once a run is over, each unbroken series of its deltas becomes one row, that of its last: the text of all, and where each
-- of them ended in it, so that a reader who stopped in the middle gets the rest and nothing twice.
ALTER TABLE event ADD COLUMN delta_ends integer[];
ALTER TABLE turn ADD COLUMN folded boolean NOT NULL DEFAULT false;
CREATE INDEX ix_turn_unfolded ON turn (ended_at) WHERE NOT folded AND ended_at IS NOT NULL;
CREATE INDEX ix_event_deltas ON event (conversation_id, run_id) WHERE type = 'message.delta' AND delta_ends IS NULL;
