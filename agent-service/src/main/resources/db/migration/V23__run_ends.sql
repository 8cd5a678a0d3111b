-- Runs that are cancelled while they wait, runs that go on with the steps of another, and replays, which are never tried again.
SELECT set_config('parley.tenant', '*', true);

-- The run whose step it is, if it was taken over, and how many claims of the runs before this one may have made its calls: a
-- tool call keeps its id, and whoever makes it again comes after all who made it.
ALTER TABLE run_step ADD COLUMN planned_by     uuid;
ALTER TABLE run_step ADD COLUMN earlier_claims integer NOT NULL DEFAULT 0;

-- A replay executes nothing, so that there is nothing to try again.
UPDATE run SET dead_letter = false WHERE dead_letter AND replay_of IS NOT NULL;
-- A conversation's run was not marked as tried again.
UPDATE run SET retried_by = retry.id FROM run AS retry
 WHERE retry.retry_of = run.id AND run.dead_letter AND run.retried_by IS NULL;

-- Marked as cancelled, but handed back before its worker had heard: nobody needs to claim it to end it.
CREATE INDEX ix_run_unwanted ON run (cancel_requested_at) WHERE status = 'QUEUED' AND cancel_requested_at IS NOT NULL;

CREATE OR REPLACE FUNCTION refuse_what_is_no_transition() RETURNS trigger
    LANGUAGE plpgsql AS
$$
DECLARE
    allowed boolean := false;
    same_cancel boolean := NEW.cancel_requested_at IS NOT DISTINCT FROM OLD.cancel_requested_at;
BEGIN
    -- What has ended stays as it is.
    IF OLD.ended_at IS NOT NULL THEN
        allowed := NEW.status = OLD.status AND NEW.epoch = OLD.epoch AND NEW.ready = OLD.ready AND NEW.due_at IS NULL
            AND NEW.ended_at = OLD.ended_at AND NEW.owner IS NOT DISTINCT FROM OLD.owner
            AND NEW.lease_until IS NOT DISTINCT FROM OLD.lease_until AND same_cancel;
    -- Renewed, or marked as cancelled.
    ELSIF OLD.status = 'RUNNING' AND NEW.status = 'RUNNING' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner = OLD.owner AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL
            AND NEW.ready AND NEW.due_at IS NULL
            AND (same_cancel OR OLD.cancel_requested_at IS NULL AND NEW.lease_until = OLD.lease_until);
    -- Claimed.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'RUNNING' THEN
        allowed := OLD.ready AND NEW.ready AND NEW.due_at IS NULL AND NEW.epoch = OLD.epoch + 1
            AND NEW.owner IS NOT NULL AND NEW.lease_until IS NOT NULL AND NEW.ended_at IS NULL AND same_cancel;
    -- Handed back, or its lease expired; or postponed, unless it is cancelled.
    ELSIF OLD.status = 'RUNNING' AND NEW.status = 'QUEUED' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND same_cancel AND NEW.ready = (NEW.due_at IS NULL) AND (NEW.ready OR NEW.cancel_requested_at IS NULL);
    -- Finished by its worker, cancelled only if that was asked for; or ended at its deadline by whoever saw it, as cancelled if
    -- that was asked for.
    ELSIF OLD.status = 'RUNNING' AND NEW.status IN ('COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED') THEN
        allowed := (NEW.epoch = OLD.epoch
                    OR NEW.epoch = OLD.epoch + 1
                       AND NEW.status = CASE WHEN OLD.cancel_requested_at IS NULL THEN 'EXPIRED' ELSE 'CANCELLED' END)
            AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NOT NULL
            AND NEW.ready AND NEW.due_at IS NULL AND same_cancel
            AND (NEW.status <> 'CANCELLED' OR OLD.cancel_requested_at IS NOT NULL);
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'QUEUED' THEN
        allowed := NEW.epoch = OLD.epoch AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.ended_at IS NULL
            AND CASE
                -- Marked as cancelled: what is delayed is ready by that.
                WHEN NEW.ready = OLD.ready AND NEW.due_at IS NOT DISTINCT FROM OLD.due_at THEN
                    same_cancel OR OLD.cancel_requested_at IS NULL AND NEW.due_at IS NULL
                -- Its predecessor ended, or its time has come, perhaps by a cancellation.
                ELSE
                    NOT OLD.ready AND NEW.ready AND NEW.due_at IS NULL
                    AND (same_cancel OR OLD.due_at IS NOT NULL AND OLD.cancel_requested_at IS NULL)
                END;
    -- Withdrawn while nobody has it: a worker that had it says nothing any more that anybody would hear.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'CANCELLED' THEN
        allowed := NEW.epoch = OLD.epoch + 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND NEW.cancel_requested_at IS NOT NULL
            AND (same_cancel OR OLD.cancel_requested_at IS NULL) AND NEW.ready = OLD.ready AND NEW.due_at IS NULL;
    -- Ended at its deadline while nobody had it.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'EXPIRED' THEN
        allowed := OLD.epoch > 0 AND NEW.epoch = OLD.epoch + 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND OLD.cancel_requested_at IS NULL AND same_cancel AND NEW.ready = OLD.ready
            AND NEW.due_at IS NULL;
    END IF;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'Run % cannot become this: status %, ready %, due %, epoch %, owner %, ended %, cancelled %',
            NEW.id, NEW.status, NEW.ready, NEW.due_at, NEW.epoch, NEW.owner, NEW.ended_at, NEW.cancel_requested_at
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
