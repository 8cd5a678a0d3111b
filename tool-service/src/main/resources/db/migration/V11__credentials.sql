-- What external systems ask of us. Secrets are sealed before they come here: each row has a key of its own, which is wrapped
-- by a key that is not in the database; key_id names that one.
CREATE TABLE credential (
    tenant      text        NOT NULL,
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    kind        text        NOT NULL,
    details     text        NOT NULL,
    key_id      text        NOT NULL,
    wrapped_key bytea       NOT NULL,
    sealed      text        NOT NULL,
    version     integer     NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT uq_credential_tenant_name UNIQUE (tenant, name)
);
-- For those who look for rows of keys that go out of use.
CREATE INDEX ix_credential_key_id ON credential (key_id, tenant, id);

CALL keep_tenants_apart('credential');
