-- The run that tries it again: a failed run is tried again by hand once.
ALTER TABLE run ADD COLUMN retried_by uuid;
