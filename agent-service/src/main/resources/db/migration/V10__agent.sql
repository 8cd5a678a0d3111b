CREATE TABLE agent (
    id             uuid        PRIMARY KEY,
    tenant         text        NOT NULL,
    name           text        NOT NULL,
    description    text        NOT NULL,
    instructions   text        NOT NULL,
    model          text        NOT NULL,
    tools          text        NOT NULL,
    max_steps      integer     NOT NULL,
    max_tool_calls integer     NOT NULL,
    timeout_ms     bigint      NOT NULL,
    metadata       text        NOT NULL,
    version        integer     NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CONSTRAINT uq_agent_tenant_name UNIQUE (tenant, name)
);

-- Every version stays as it was: runs keep the one they began with, also after the agent was deleted.
CREATE TABLE agent_version (
    tenant     text        NOT NULL,
    agent_id   uuid        NOT NULL,
    version    integer     NOT NULL,
    definition text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (agent_id, version)
);

CREATE TABLE run (
    id              uuid        PRIMARY KEY,
    tenant          text        NOT NULL,
    user_id         text        NOT NULL,
    conversation_id uuid        NOT NULL,
    message_seq     bigint      NOT NULL,
    after_run_id    uuid,
    agent_name      text        NOT NULL,
    agent_id        uuid,
    agent_version   integer,
    priority        smallint    NOT NULL,
    content         text        NOT NULL,
    traceparent     text,
    status          text        NOT NULL,
    -- False while the run accepted before it in the conversation has not ended.
    ready           boolean     NOT NULL,
    -- Raised by every claim and carried by every write of the claimer; a stale one is refused.
    epoch           integer     NOT NULL DEFAULT 0,
    owner           text,
    lease_until     timestamptz,
    reply           text,
    problem         text,
    input_tokens    bigint      NOT NULL DEFAULT 0,
    output_tokens   bigint      NOT NULL DEFAULT 0,
    accepted_at     timestamptz NOT NULL,
    queued_at       timestamptz NOT NULL DEFAULT now(),
    started_at      timestamptz,
    ended_at        timestamptz
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);
CREATE INDEX ix_run_claim ON run (priority DESC, accepted_at) WHERE status = 'QUEUED' AND ready;
CREATE INDEX ix_run_lease_until ON run (lease_until) WHERE status = 'RUNNING';
CREATE INDEX ix_run_after_run_id ON run (after_run_id) WHERE status = 'QUEUED';
CREATE INDEX ix_run_tenant_id ON run (tenant, id);

-- The journal: what is here is done, and a successor does not do it again. call_index -1 is the model call of the step.
CREATE TABLE run_step (
    run_id     uuid        NOT NULL REFERENCES run,
    step       integer     NOT NULL,
    call_index integer     NOT NULL,
    tenant     text        NOT NULL,
    epoch      integer     NOT NULL,
    body       text        NOT NULL,
    started_at timestamptz NOT NULL,
    ended_at   timestamptz NOT NULL,
    PRIMARY KEY (run_id, step, call_index)
);

CALL keep_tenants_apart('agent');
CALL keep_tenants_apart('agent_version');
CALL keep_tenants_apart('run');
CALL keep_tenants_apart('run_step');
