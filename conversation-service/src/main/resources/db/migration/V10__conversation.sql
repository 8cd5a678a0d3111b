CREATE TABLE conversation (
    id            uuid        PRIMARY KEY,
    tenant        text        NOT NULL,
    user_id       text        NOT NULL,
    agent         text        NOT NULL,
    title         text,
    metadata      text        NOT NULL,
    status        text        NOT NULL,
    -- Messages are numbered 1..message_count, events 1..last_seq, both without gaps: numbers are given under this row's lock.
    message_count bigint      NOT NULL DEFAULT 0,
    last_seq      bigint      NOT NULL DEFAULT 0,
    open_turns    integer     NOT NULL DEFAULT 0,
    last_run_id   uuid,
    version       integer     NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX ix_conversation_tenant_user_id_id ON conversation (tenant, user_id, id);
CREATE INDEX ix_conversation_tenant_id ON conversation (tenant, id);

CREATE TABLE message (
    conversation_id uuid        NOT NULL REFERENCES conversation,
    seq             bigint      NOT NULL,
    id              uuid        NOT NULL,
    tenant          text        NOT NULL,
    run_id          uuid        NOT NULL,
    role            text        NOT NULL,
    author          text        NOT NULL,
    content         text        NOT NULL,
    agent           text,
    tool_calls      text,
    usage           text,
    metadata        text        NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

CREATE TABLE event (
    conversation_id uuid        NOT NULL REFERENCES conversation,
    seq             bigint      NOT NULL,
    tenant          text        NOT NULL,
    run_id          uuid        NOT NULL,
    type            text        NOT NULL,
    -- The fields beyond seq, type, conversation_id, run_id and at, as a JSON object that Parley wrote.
    data            text        NOT NULL,
    at              timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, seq)
);

-- What this service knows of a run: how far its events were taken, and how much of its reply was streamed.
CREATE TABLE turn (
    run_id          uuid        PRIMARY KEY,
    tenant          text        NOT NULL,
    conversation_id uuid        NOT NULL REFERENCES conversation,
    epoch           integer     NOT NULL DEFAULT 0,
    last_index      integer     NOT NULL DEFAULT -1,
    streamed_length integer     NOT NULL DEFAULT 0,
    stream_broken   boolean     NOT NULL DEFAULT false,
    tool_marks      text[]      NOT NULL DEFAULT '{}',
    status          text        NOT NULL,
    created_at      timestamptz NOT NULL,
    ended_at        timestamptz
) WITH (fillfactor = 70);

CALL keep_tenants_apart('conversation');
CALL keep_tenants_apart('message');
CALL keep_tenants_apart('event');
CALL keep_tenants_apart('turn');
