-- The ledger: one row a call. The same call id gives the same outcome.
CREATE TABLE execution (
    tenant      text        NOT NULL,
    call_id     text        NOT NULL,
    id          uuid        NOT NULL,
    user_id     text        NOT NULL,
    run_id      uuid        NOT NULL,
    tool        text        NOT NULL,
    arguments   text        NOT NULL,
    status      text        NOT NULL,
    result      text,
    problem     text,
    duration_ms bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, call_id)
);
CREATE INDEX ix_execution_tenant_run_id ON execution (tenant, run_id);

CALL keep_tenants_apart('execution');
