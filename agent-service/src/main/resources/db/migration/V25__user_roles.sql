-- What the token of a run's user granted when the run was accepted: some tools are for certain roles only.
ALTER TABLE run      ADD COLUMN user_roles text[] NOT NULL DEFAULT '{}';
-- Of whoever made the schedule.
ALTER TABLE schedule ADD COLUMN user_roles text[] NOT NULL DEFAULT '{}';
