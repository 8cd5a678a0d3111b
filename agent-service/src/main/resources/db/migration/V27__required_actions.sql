-- What a run waits for that people must decide: it is in the queue, but not due before somebody has, or now and then to look.
ALTER TABLE run ADD COLUMN required_actions text;
