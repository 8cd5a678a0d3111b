-- Calls over MCP that outlast their requests. Rows go when their time is over, as their clients are told.
CREATE TABLE mcp_task (
    tenant     text        NOT NULL,
    id         uuid        NOT NULL,
    user_id    text        NOT NULL,
    tool       text        NOT NULL,
    arguments  text        NOT NULL,
    status     text        NOT NULL,
    round      integer     NOT NULL DEFAULT 1,
    state      text,
    requests   text,
    answers    text,
    result     text,
    error      text,
    alive_at   timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, id)
);
CREATE INDEX ix_mcp_task_tenant_user_id ON mcp_task (tenant, user_id) WHERE status IN ('WORKING', 'INPUT_REQUIRED');
CREATE INDEX ix_mcp_task_id ON mcp_task (id) WHERE status = 'WORKING';
CREATE INDEX ix_mcp_task_created_at ON mcp_task (created_at);

CALL keep_tenants_apart('mcp_task');

-- What a client of 2025-11-25 was asked while it waits for a call, until its answer is fetched by the process that asked.
CREATE TABLE mcp_question (
    tenant     text        NOT NULL,
    id         uuid        NOT NULL,
    user_id    text        NOT NULL,
    answer     text,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, id)
);
CREATE INDEX ix_mcp_question_created_at ON mcp_question (created_at);

CALL keep_tenants_apart('mcp_question');
