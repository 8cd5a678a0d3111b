-- What depends on what in a plan, as it was when the plan was accepted: what a tool requires may be another thing by now.
ALTER TABLE plan ADD COLUMN dependencies text;
