-- What every service's database holds. The service runs as a role that owns none of this; every table forces row security,
-- and a connection that names no tenant sees nothing. '*' is the engine room, which no request can reach.

CREATE TABLE outbox (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant      text        NOT NULL,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    payload     text        NOT NULL,
    traceparent text,
    created_at  timestamptz NOT NULL DEFAULT now()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0,
        autovacuum_analyze_threshold = 10000);

CREATE INDEX ix_outbox_key ON outbox (key);

CREATE TABLE inbox (
    consumer   text        NOT NULL,
    event_id   uuid        NOT NULL,
    tenant     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, event_id)
);
CREATE INDEX ix_inbox_created_at ON inbox USING brin (created_at);

CREATE TABLE idempotency (
    tenant      text        NOT NULL,
    user_id     text        NOT NULL,
    key         text        NOT NULL,
    fingerprint text        NOT NULL,
    status      integer,
    body        text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, user_id, key)
);
CREATE INDEX ix_idempotency_created_at ON idempotency (created_at);

CREATE PROCEDURE keep_tenants_apart(table_name regclass)
    LANGUAGE plpgsql AS
$$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format(
            'CREATE POLICY tenant_isolation ON %s USING (%s) WITH CHECK (%s)', table_name,
            'tenant = current_setting(''parley.tenant'', true) OR current_setting(''parley.tenant'', true) = ''*''',
            'tenant = current_setting(''parley.tenant'', true) OR current_setting(''parley.tenant'', true) = ''*''');
END
$$;

CALL keep_tenants_apart('outbox');
CALL keep_tenants_apart('inbox');
CALL keep_tenants_apart('idempotency');
