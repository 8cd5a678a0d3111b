-- By which names the kept results of a tool can be dropped together with those of others.
ALTER TABLE tool ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
