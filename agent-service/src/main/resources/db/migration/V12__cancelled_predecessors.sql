-- Whoever waited for a run that is cancelled before its turn waits for its predecessor: cancelled successors are looked up, too.
DROP INDEX ix_run_after_run_id;
CREATE INDEX ix_run_after_run_id ON run (after_run_id) WHERE status IN ('QUEUED', 'CANCELLED');
