-- The last place and wait that the log tells of a run that waits.
ALTER TABLE turn ADD COLUMN told_position bigint;
ALTER TABLE turn ADD COLUMN told_wait_ms  bigint;
