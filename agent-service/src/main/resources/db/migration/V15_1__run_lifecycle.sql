-- A run changes by its transitions only (RunMachine says which): whatever else a statement would make of it is refused, also
-- the statement of an operator or of a later release. In functions and not in WHEN conditions: Postgres reads a condition
-- anew for each statement, which for one of this length takes as long as an update; and after the change, so that the row is
-- not locked twice.
CREATE FUNCTION refuse_a_run_that_has_begun() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF (NEW.status = 'QUEUED' AND NEW.epoch = 0 AND NOT NEW.held AND NEW.owner IS NULL AND NEW.lease_until IS NULL
        AND NEW.started_at IS NULL AND NEW.ended_at IS NULL AND NEW.cancel_requested_at IS NULL) IS NOT TRUE THEN
        RAISE EXCEPTION 'Run % is new and cannot have begun: status %, epoch %', NEW.id, NEW.status, NEW.epoch
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER run_accepted AFTER INSERT ON run FOR EACH ROW EXECUTE FUNCTION refuse_a_run_that_has_begun();

CREATE FUNCTION refuse_what_is_no_transition() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    allowed boolean := false;
BEGIN
    -- What has ended stays as it is.
    IF OLD.ended_at IS NOT NULL THEN
        allowed := NEW.status = OLD.status AND NEW.epoch = OLD.epoch AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND NEW.ended_at = OLD.ended_at AND NEW.owner IS NOT DISTINCT FROM OLD.owner
            AND NEW.lease_until IS NOT DISTINCT FROM OLD.lease_until
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at;
    -- Renewed, or marked as cancelled.
    ELSIF OLD.status = 'RUNNING' AND NEW.status = 'RUNNING' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner = OLD.owner AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND (NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
                 OR OLD.cancel_requested_at IS NULL AND NEW.lease_until = OLD.lease_until);
    -- Claimed.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'RUNNING' THEN
        allowed := OLD.ready AND NEW.ready AND NOT NEW.held AND NEW.epoch = OLD.epoch + 1
            AND NEW.owner IS NOT NULL AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at;
    -- Finished by its worker; cancelled only if that was asked for.
    ELSIF OLD.status = 'RUNNING' AND NEW.status IN ('COMPLETED', 'FAILED', 'CANCELLED') THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NOT NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
            AND (NEW.status <> 'CANCELLED' OR OLD.cancel_requested_at IS NOT NULL);
    -- Its predecessor ended, its agent is paused or goes on, or it is marked as cancelled.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'QUEUED' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND CASE
                WHEN NEW.ready = OLD.ready AND NEW.held = OLD.held THEN
                    OLD.cancel_requested_at IS NULL OR NEW.cancel_requested_at = OLD.cancel_requested_at
                ELSE
                    NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at
                    AND (NEW.ready AND NOT NEW.held OR OLD.ready AND NEW.held AND NOT NEW.ready)
                END;
    -- Handed back, or its lease expired.
    ELSIF OLD.status = 'RUNNING' AND NEW.status = 'QUEUED' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND NEW.ready AND NOT NEW.held
            AND NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at;
    -- Withdrawn before anybody has begun it.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'CANCELLED' THEN
        allowed := OLD.epoch = 0 AND NEW.epoch = 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND NEW.cancel_requested_at IS NOT NULL
            AND NEW.ready = OLD.ready AND NEW.held = OLD.held;
    END IF;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'Run % cannot become this: status %, ready %, held %, epoch %, owner %, ended %, cancelled %',
            NEW.id, NEW.status, NEW.ready, NEW.held, NEW.epoch, NEW.owner, NEW.ended_at, NEW.cancel_requested_at
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER run_transition AFTER UPDATE ON run FOR EACH ROW EXECUTE FUNCTION refuse_what_is_no_transition();
