-- An execution takes more than one transaction now: planned, dispatched before the first byte leaves, and then its outcome. In
-- between it belongs to a process; what belongs to one that is dead is taken over by another.
ALTER TABLE execution ALTER COLUMN run_id DROP NOT NULL;
ALTER TABLE execution
    ADD COLUMN tool_key            text        NOT NULL DEFAULT '',
    ADD COLUMN tool_version        integer     NOT NULL DEFAULT 1,
    ADD COLUMN kind                text        NOT NULL DEFAULT 'builtin',
    ADD COLUMN effects             text        NOT NULL DEFAULT 'NONE',
    ADD COLUMN arguments_hash      text        NOT NULL DEFAULT '',
    ADD COLUMN user_roles          text[]      NOT NULL DEFAULT '{}',
    ADD COLUMN conversation_id     uuid,
    ADD COLUMN agent               text,
    ADD COLUMN epoch               integer     NOT NULL DEFAULT 0,
    ADD COLUMN owner               text,
    ADD COLUMN attempts            integer     NOT NULL DEFAULT 1,
    ADD COLUMN note                text,
    ADD COLUMN bytes               bigint      NOT NULL DEFAULT 0,
    ADD COLUMN cost                numeric     NOT NULL DEFAULT 0,
    ADD COLUMN cached_since        timestamptz,
    ADD COLUMN cached_why          text,
    ADD COLUMN cancel_requested_at timestamptz,
    ADD COLUMN dispatched_at       timestamptz,
    ADD COLUMN ended_at            timestamptz,
    ADD CONSTRAINT ck_execution_status CHECK (status IN ('PLANNED', 'DISPATCHED', 'SUCCEEDED', 'FAILED', 'UNKNOWN'));

DROP INDEX ix_execution_tenant_run_id;
CREATE UNIQUE INDEX uq_execution_tenant_id ON execution (tenant, id);
CREATE INDEX ix_execution_tenant_user_id_id ON execution (tenant, user_id, id);
CREATE INDEX ix_execution_tenant_tool_id ON execution (tenant, tool, id);
CREATE INDEX ix_execution_tenant_run_id_id ON execution (tenant, run_id, id) WHERE run_id IS NOT NULL;
CREATE INDEX ix_execution_tenant_conversation_id_id ON execution (tenant, conversation_id, id) WHERE conversation_id IS NOT NULL;
CREATE INDEX ix_execution_tenant_status_id ON execution (tenant, status, id) WHERE status <> 'SUCCEEDED';
CREATE INDEX ix_execution_owner ON execution (owner) WHERE status IN ('PLANNED', 'DISPATCHED');
CREATE INDEX ix_execution_created_at ON execution (created_at);

-- What was written of an outcome stays, and what may have left cannot come back.
CREATE FUNCTION execution_transition() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.status IN ('SUCCEEDED', 'FAILED', 'UNKNOWN') OR (OLD.status = 'DISPATCHED' AND NEW.status = 'PLANNED') THEN
        RAISE EXCEPTION 'execution % cannot go from % to %', OLD.id, OLD.status, NEW.status;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER execution_transition
    BEFORE UPDATE OF status ON execution
    FOR EACH ROW EXECUTE FUNCTION execution_transition();

-- The processes that execute. '*': they belong to no tenant.
CREATE TABLE executor (
    id       text        PRIMARY KEY,
    tenant   text        NOT NULL DEFAULT '*' CHECK (tenant = '*'),
    alive_at timestamptz NOT NULL
) WITH (fillfactor = 20);
CALL keep_tenants_apart('executor');
