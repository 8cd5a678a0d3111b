-- The last heartbeat of each instance. These rows belong to the operator, tenant 'system', not to any customer.
CREATE TABLE instance (
    tenant            text        NOT NULL,
    service           text        NOT NULL,
    instance          text        NOT NULL,
    started_at        timestamptz NOT NULL,
    state             text        NOT NULL,
    since             timestamptz NOT NULL,
    why               text,
    dependencies      text        NOT NULL,
    last_heartbeat_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, service, instance)
) WITH (fillfactor = 50);

CALL keep_tenants_apart('instance');
