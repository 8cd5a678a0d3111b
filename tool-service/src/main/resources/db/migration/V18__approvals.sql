-- Calls that wait for somebody's approval. It is good for one call, of one version of a tool, with exactly the arguments whose
-- hash it has, and only until it expires.
ALTER TABLE execution
    ADD COLUMN approval_id      uuid,
    ADD COLUMN edited_arguments text;
ALTER TABLE execution DROP CONSTRAINT ck_execution_status;
ALTER TABLE execution
    ADD CONSTRAINT ck_execution_status CHECK (status IN ('WAITING', 'PLANNED', 'DISPATCHED', 'SUCCEEDED', 'FAILED', 'UNKNOWN'));

CREATE OR REPLACE FUNCTION execution_transition() RETURNS trigger
    LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.status IN ('SUCCEEDED', 'FAILED', 'UNKNOWN')
        OR (OLD.status = 'DISPATCHED' AND NEW.status IN ('WAITING', 'PLANNED'))
        OR (OLD.status = 'PLANNED' AND NEW.status = 'WAITING')
        OR (OLD.status = 'WAITING' AND NEW.status NOT IN ('WAITING', 'PLANNED', 'FAILED')) THEN
        RAISE EXCEPTION 'execution % cannot go from % to %', OLD.id, OLD.status, NEW.status;
    END IF;
    RETURN NEW;
END
$$;

CREATE TABLE approval (
    tenant          text        NOT NULL,
    id              uuid        NOT NULL,
    call_id         text        NOT NULL,
    execution_id    uuid        NOT NULL,
    tool            text        NOT NULL,
    tool_key        text        NOT NULL,
    arguments       text        NOT NULL,
    arguments_hash  text        NOT NULL,
    requested_by    text        NOT NULL,
    run_id          uuid,
    conversation_id uuid,
    agent           text,
    four_eyes       boolean     NOT NULL,
    approvers       text[]      NOT NULL,
    status          text        NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'APPROVED', 'DENIED', 'EXPIRED', 'WITHDRAWN')),
    decided_by      text,
    decided_at      timestamptz,
    reason          text,
    edited          boolean     NOT NULL DEFAULT false,
    used_at         timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant, id),
    CONSTRAINT uq_approval_tenant_call_id UNIQUE (tenant, call_id)
);
CREATE INDEX ix_approval_tenant_status_id ON approval (tenant, status, id);
CREATE INDEX ix_approval_tenant_requested_by_id ON approval (tenant, requested_by, id);
CREATE INDEX ix_approval_run_id ON approval (tenant, run_id) WHERE run_id IS NOT NULL;
CREATE INDEX ix_approval_expires_at ON approval (expires_at) WHERE status = 'PENDING';
CREATE INDEX ix_approval_created_at ON approval (created_at);

CALL keep_tenants_apart('approval');
