-- Plans as they were asked for. How they stand, the executions of their calls tell.
CREATE TABLE plan (
    tenant              text        NOT NULL,
    id                  text        NOT NULL,
    user_id             text        NOT NULL,
    request             text        NOT NULL,
    request_hash        text        NOT NULL,
    cancel_requested_at timestamptz,
    created_at          timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, id)
);
CREATE INDEX ix_plan_created_at ON plan (created_at);

CALL keep_tenants_apart('plan');
