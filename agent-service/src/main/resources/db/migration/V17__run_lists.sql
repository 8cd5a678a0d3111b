-- Lists of runs, newest first: ids grow with time.
CREATE INDEX ix_run_user ON run (tenant, user_id, id);
CREATE INDEX ix_run_failed ON run (tenant, id) WHERE status = 'FAILED';
