-- Runs that begin again and again, at the times of a cron expression in a time zone.
CREATE TABLE schedule (
    id             uuid        PRIMARY KEY,
    tenant         text        NOT NULL,
    user_id        text        NOT NULL,
    agent_name     text        NOT NULL,
    content        text        NOT NULL,
    cron           text        NOT NULL,
    time_zone      text        NOT NULL,
    priority       smallint    NOT NULL,
    max_attempts   smallint,
    -- Whether a time passes unused while the run of an earlier one has not ended.
    skip_if_open   boolean     NOT NULL,
    enabled        boolean     NOT NULL,
    metadata       text        NOT NULL,
    version        integer     NOT NULL,
    -- Null while it is not enabled, or if there is no further time.
    next_at        timestamptz,
    last_at        timestamptz,
    last_run_id    uuid,
    -- Why the last time passed unused; null if it did not.
    last_skipped   text,
    skipped        bigint      NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL
);
CREATE INDEX ix_schedule_next_at ON schedule (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX ix_schedule_tenant_user_id ON schedule (tenant, user_id, id);
CREATE INDEX ix_schedule_tenant_id ON schedule (tenant, id);
CALL keep_tenants_apart('schedule');

ALTER TABLE run ADD COLUMN schedule_id uuid;
