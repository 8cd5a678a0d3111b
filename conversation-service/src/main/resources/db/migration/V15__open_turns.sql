-- Whose the accepted runs without an end are: how many there may be is limited by tenant and by user.
ALTER TABLE turn ADD COLUMN user_id text;
CREATE INDEX ix_turn_open ON turn (tenant, user_id) WHERE status = 'OPEN';
