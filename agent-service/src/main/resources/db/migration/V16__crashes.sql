-- How often a run's worker vanished with it. Being handed back by a worker that stops in order does not count.
ALTER TABLE run ADD COLUMN crashes smallint NOT NULL DEFAULT 0;
