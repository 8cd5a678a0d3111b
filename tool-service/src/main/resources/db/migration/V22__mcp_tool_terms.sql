-- How the tools of MCP servers may be called, as far as their tenant has said so. A row outlives its tool: one that a server
-- drops and lists again is under the same terms as before.
CREATE TABLE mcp_server_tool_terms (
    tenant      text        NOT NULL,
    server_id   uuid        NOT NULL,
    remote_name text        NOT NULL,
    version     integer     NOT NULL,
    terms       text        NOT NULL,
    tags        text[]      NOT NULL,
    changed_by  text        NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant, server_id, remote_name),
    CONSTRAINT fk_mcp_server_tool_terms_server FOREIGN KEY (tenant, server_id) REFERENCES mcp_server (tenant, id) ON DELETE CASCADE
);

CALL keep_tenants_apart('mcp_server_tool_terms');
