-- MCP servers of others that tenants have named.
CREATE TABLE mcp_server (
    tenant            text        NOT NULL,
    id                uuid        NOT NULL,
    name              text        NOT NULL,
    url               text        NOT NULL,
    credential        text,
    prefix            text        NOT NULL,
    labels            text        NOT NULL,
    enabled           boolean     NOT NULL,
    trust_annotations boolean     NOT NULL,
    new_tools_wait    boolean     NOT NULL,
    version           integer     NOT NULL,
    created_at        timestamptz NOT NULL,
    updated_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT uq_mcp_server_tenant_name UNIQUE (tenant, name),
    CONSTRAINT uq_mcp_server_tenant_prefix UNIQUE (tenant, prefix)
);

CALL keep_tenants_apart('mcp_server');

-- How speaking with each of them goes, and which process does so. A turn ends when its time is over; whoever writes at the
-- end of one names its number, so that a process that slept through its turn changes nothing.
CREATE TABLE mcp_server_sync (
    tenant          text        NOT NULL,
    server_id       uuid        NOT NULL,
    due_at          timestamptz NOT NULL,
    hinted_at       timestamptz NOT NULL DEFAULT '-infinity',
    turn            bigint      NOT NULL DEFAULT 0,
    began_at        timestamptz NOT NULL DEFAULT '-infinity',
    busy_until      timestamptz NOT NULL DEFAULT '-infinity',
    failures        integer     NOT NULL DEFAULT 0,
    synced_at       timestamptz,
    fault           text,
    fault_text      text,
    revision        text,
    server_name     text,
    server_version  text,
    tells_changes   boolean     NOT NULL DEFAULT false,
    left_out        text        NOT NULL DEFAULT '[]',
    listener        text,
    listening_until timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (tenant, server_id),
    CONSTRAINT fk_mcp_server_sync_server FOREIGN KEY (tenant, server_id) REFERENCES mcp_server (tenant, id) ON DELETE CASCADE
);
CREATE INDEX ix_mcp_server_sync_due_at ON mcp_server_sync (due_at);
CREATE INDEX ix_mcp_server_sync_listening_until ON mcp_server_sync (listening_until) WHERE tells_changes;

CALL keep_tenants_apart('mcp_server_sync');

-- Their tools as they were last seen. What is called is what was approved: a tool whose hash is another one waits.
CREATE TABLE mcp_server_tool (
    tenant        text        NOT NULL,
    server_id     uuid        NOT NULL,
    remote_name   text        NOT NULL,
    name          text        NOT NULL,
    title         text,
    description   text        NOT NULL,
    input_schema  text        NOT NULL,
    output_schema text,
    hints         text        NOT NULL,
    hash          text        NOT NULL,
    state         text        NOT NULL,
    approved_hash text,
    approved_by   text,
    approved_at   timestamptz,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant, server_id, remote_name),
    CONSTRAINT uq_mcp_server_tool_tenant_name UNIQUE (tenant, name),
    CONSTRAINT ck_mcp_server_tool_approved CHECK (state <> 'ACTIVE' OR approved_hash = hash),
    CONSTRAINT fk_mcp_server_tool_server FOREIGN KEY (tenant, server_id) REFERENCES mcp_server (tenant, id) ON DELETE CASCADE
);

CALL keep_tenants_apart('mcp_server_tool');
