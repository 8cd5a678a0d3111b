-- Tools by name. Every change of one is another version, which stays as it is.
CREATE TABLE tool (
    tenant     text             NOT NULL,
    id         uuid             NOT NULL,
    name       text COLLATE "C" NOT NULL,
    kind       text             NOT NULL,
    version    integer          NOT NULL,
    enabled    boolean          NOT NULL,
    requires   text[]           NOT NULL,
    created_at timestamptz      NOT NULL DEFAULT now(),
    updated_at timestamptz      NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, id),
    CONSTRAINT uq_tool_tenant_name UNIQUE (tenant, name)
);

CREATE INDEX ix_tool_id ON tool (id);

CALL keep_tenants_apart('tool');

CREATE TABLE tool_version (
    tenant     text        NOT NULL,
    tool_id    uuid        NOT NULL,
    version    integer     NOT NULL,
    definition text        NOT NULL,
    created_by text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, tool_id, version),
    CONSTRAINT fk_tool_version_tool FOREIGN KEY (tenant, tool_id) REFERENCES tool ON DELETE CASCADE
);

CALL keep_tenants_apart('tool_version');

-- To whom else a tool is shown; the tenant is its owner's.
CREATE TABLE tool_share (
    tenant      text             NOT NULL,
    tool_id     uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    shared_with text             NOT NULL,
    PRIMARY KEY (tenant, tool_id, shared_with),
    CONSTRAINT fk_tool_share_tool FOREIGN KEY (tenant, tool_id) REFERENCES tool ON DELETE CASCADE
);
CREATE INDEX ix_tool_share_shared_with_name ON tool_share (shared_with, name);

CALL keep_tenants_apart('tool_share');

-- What a tenant has turned off, or on again, of tools that are not its own.
CREATE TABLE tool_switch (
    tenant  text    NOT NULL,
    name    text    NOT NULL,
    enabled boolean NOT NULL,
    PRIMARY KEY (tenant, name)
);

CALL keep_tenants_apart('tool_switch');
