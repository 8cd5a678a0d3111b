-- A run changes by its transitions only (RunMachine says which): whatever else a statement would make of it is refused, also
-- the statement of an operator or of a later release. The rules stand in the triggers' conditions, which cost next to
-- nothing; the function is called for nothing but to refuse.
CREATE FUNCTION refuse_what_is_no_transition() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'Run % cannot become this: status %, ready %, held %, epoch %, owner %, ended %, cancelled %',
        NEW.id, NEW.status, NEW.ready, NEW.held, NEW.epoch, NEW.owner, NEW.ended_at, NEW.cancel_requested_at
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
END
$$;

-- Accepted.
CREATE TRIGGER run_accepted BEFORE INSERT ON run FOR EACH ROW
    WHEN ((NEW.status = 'QUEUED' AND NEW.epoch = 0 AND NOT NEW.held AND NEW.owner IS NULL AND NEW.lease_until IS NULL
           AND NEW.started_at IS NULL AND NEW.ended_at IS NULL AND NEW.cancel_requested_at IS NULL) IS NOT TRUE)
    EXECUTE FUNCTION refuse_what_is_no_transition();

CREATE TRIGGER run_transition BEFORE UPDATE ON run FOR EACH ROW
    WHEN ((CASE
        -- What has ended stays as it is.
        WHEN OLD.ended_at IS NOT NULL THEN
            NEW.status = OLD.status AND NEW.epoch = OLD.epoch AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND NEW.ended_at = OLD.ended_at AND NEW.owner IS NOT DISTINCT FROM OLD.owner
            AND NEW.lease_until IS NOT DISTINCT FROM OLD.lease_until
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
        -- Renewed, or marked as cancelled.
        WHEN OLD.status = 'RUNNING' AND NEW.status = 'RUNNING' THEN
            NEW.epoch = OLD.epoch AND NEW.owner = OLD.owner AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND (NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
                 OR OLD.cancel_requested_at IS NULL AND NEW.lease_until = OLD.lease_until)
        -- Claimed.
        WHEN OLD.status = 'QUEUED' AND NEW.status = 'RUNNING' THEN
            OLD.ready AND NEW.ready AND NOT NEW.held AND NEW.epoch = OLD.epoch + 1
            AND NEW.owner IS NOT NULL AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
        -- Finished by its worker; cancelled only if that was asked for.
        WHEN OLD.status = 'RUNNING' AND NEW.status IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN
            NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NOT NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
            AND (NEW.status <> 'CANCELLED' OR OLD.cancel_requested_at IS NOT NULL)
        -- Its predecessor ended, its agent is paused or goes on, or it is marked as cancelled.
        WHEN OLD.status = 'QUEUED' AND NEW.status = 'QUEUED' THEN
            NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND CASE
                WHEN NEW.ready = OLD.ready AND NEW.held = OLD.held THEN
                    OLD.cancel_requested_at IS NULL OR NEW.cancel_requested_at = OLD.cancel_requested_at
                ELSE
                    NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
                    AND (NEW.ready AND NOT NEW.held OR OLD.ready AND NEW.held AND NOT NEW.ready)
                END
        -- Handed back, or its lease expired.
        WHEN OLD.status = 'RUNNING' AND NEW.status = 'QUEUED' THEN
            NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND NEW.ready AND NOT NEW.held
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
        -- Withdrawn before anybody has begun it.
        WHEN OLD.status = 'QUEUED' AND NEW.status = 'CANCELLED' THEN
            OLD.epoch = 0 AND NEW.epoch = 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND NEW.cancel_requested_at IS NOT NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held
        ELSE false
    END) IS NOT TRUE)
    EXECUTE FUNCTION refuse_what_is_no_transition();
