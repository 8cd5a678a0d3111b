-- Runs that wait for their time, and runs whose time is over.
SELECT set_config('parley.tenant', '*', true);
-- Pausing an agent takes its lane out of the claim, so that nothing is held back one by one any more.
UPDATE run SET ready = true, held = false WHERE held;
ALTER TABLE run DROP COLUMN held;

-- When a run can be claimed that cannot be claimed yet: it was scheduled, or it failed and is to be tried again.
ALTER TABLE run ADD COLUMN due_at timestamptz;
-- When a run must have ended, whoever works on it: the timeout of its agent after the first claim.
ALTER TABLE run ADD COLUMN deadline_at timestamptz;
-- How often it failed in a way that may pass, and how often it may be begun; the queue's rule if null.
ALTER TABLE run ADD COLUMN failures smallint NOT NULL DEFAULT 0;
ALTER TABLE run ADD COLUMN max_attempts smallint;
-- Given up although trying again might help: for a person to decide.
ALTER TABLE run ADD COLUMN dead_letter boolean NOT NULL DEFAULT false;
CREATE INDEX ix_run_due_at ON run (due_at) WHERE status = 'QUEUED' AND due_at IS NOT NULL;
CREATE INDEX ix_run_deadline_at ON run (deadline_at) WHERE ended_at IS NULL;
CREATE INDEX ix_run_dead_letter ON run (tenant, id) WHERE dead_letter;

-- What went wrong on the way, the evidence of a dead letter: one row a failed attempt.
CREATE TABLE run_failure (
    run_id    uuid        NOT NULL REFERENCES run ON DELETE CASCADE,
    epoch     integer     NOT NULL,
    tenant    text        NOT NULL,
    at        timestamptz NOT NULL DEFAULT now(),
    -- The process that had the run, and the step it was at.
    worker    text        NOT NULL,
    step      integer     NOT NULL,
    code      text        NOT NULL,
    detail    text        NOT NULL,
    PRIMARY KEY (run_id, epoch)
);
CALL keep_tenants_apart('run_failure');

-- When what failed is tried again: the pause doubles from first_backoff_ms to max_backoff_ms.
ALTER TABLE queue_settings ADD COLUMN max_attempts     smallint NOT NULL DEFAULT 3;
ALTER TABLE queue_settings ADD COLUMN first_backoff_ms bigint   NOT NULL DEFAULT 2000;
ALTER TABLE queue_settings ADD COLUMN max_backoff_ms   bigint   NOT NULL DEFAULT 60000;

CREATE OR REPLACE FUNCTION refuse_a_run_that_has_begun() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF (NEW.status = 'QUEUED' AND NEW.epoch = 0 AND NOT (NEW.ready AND NEW.due_at IS NOT NULL)
        AND NEW.owner IS NULL AND NEW.lease_until IS NULL AND NEW.started_at IS NULL AND NEW.ended_at IS NULL
        AND NEW.cancel_requested_at IS NULL) IS NOT TRUE THEN
        RAISE EXCEPTION 'Run % is new and cannot have begun: status %, epoch %', NEW.id, NEW.status, NEW.epoch
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

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
    -- Finished by its worker, cancelled only if that was asked for; or ended at its deadline by whoever saw it.
    ELSIF OLD.status = 'RUNNING' AND NEW.status IN ('COMPLETED', 'FAILED', 'CANCELLED', 'EXPIRED') THEN
        allowed := (NEW.epoch = OLD.epoch OR NEW.status = 'EXPIRED' AND NEW.epoch = OLD.epoch + 1)
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
    -- Withdrawn before anybody has begun it.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'CANCELLED' THEN
        allowed := OLD.epoch = 0 AND NEW.epoch = 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND NEW.cancel_requested_at IS NOT NULL AND NEW.ready = OLD.ready
            AND NEW.due_at IS NULL;
    -- Ended at its deadline while nobody had it.
    ELSIF OLD.status = 'QUEUED' AND NEW.status = 'EXPIRED' THEN
        allowed := OLD.epoch > 0 AND NEW.epoch = OLD.epoch + 1 AND NEW.owner IS NULL AND NEW.lease_until IS NULL
            AND NEW.ended_at IS NOT NULL AND same_cancel AND NEW.ready = OLD.ready AND NEW.due_at IS NULL;
    END IF;
    IF allowed IS NOT TRUE THEN
        RAISE EXCEPTION 'Run % cannot become this: status %, ready %, due %, epoch %, owner %, ended %, cancelled %',
            NEW.id, NEW.status, NEW.ready, NEW.due_at, NEW.epoch, NEW.owner, NEW.ended_at, NEW.cancel_requested_at
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

-- How long one step of an agent's runs may take; not limited beyond the run's own timeout if null.
ALTER TABLE agent ADD COLUMN step_timeout_ms bigint;
-- A run without a conversation answers to nobody but who looks at it.
ALTER TABLE run ALTER COLUMN conversation_id DROP NOT NULL;
-- Why there is no answer, whole: until here it was the code alone.
UPDATE run SET problem = json_build_object('code', problem, 'title', 'The run failed', 'detail', '')::text WHERE problem IS NOT NULL;
-- How often it left its slot to a more urgent one.
ALTER TABLE run ADD COLUMN preemptions smallint NOT NULL DEFAULT 0;
-- SHA-256 over what decided the output of the step, in hex.
ALTER TABLE run_step ADD COLUMN input_hash text;
-- What a client keeps with a run that it started itself, and where a run comes from that repeats another.
ALTER TABLE run ADD COLUMN metadata  text NOT NULL DEFAULT '{}';
ALTER TABLE run ADD COLUMN retry_of  uuid;
ALTER TABLE run ADD COLUMN replay_of uuid;
CREATE INDEX ix_run_open ON run (tenant, user_id) WHERE ended_at IS NULL;
