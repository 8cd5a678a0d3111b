-- Editing a message or asking for another reply makes a branch. A branch's own messages carry its number; what it shares
-- with others is its path: pieces of other branches, each up to a number, from the root on.
ALTER TABLE conversation
    ADD COLUMN active_branch integer NOT NULL DEFAULT 0,
    ADD COLUMN branch_count  integer NOT NULL DEFAULT 1,
    -- The door that it came through: parley, or openai for those that hold one chat completion.
    ADD COLUMN source        text    NOT NULL DEFAULT 'parley';

CREATE TABLE branch (
    conversation_id uuid        NOT NULL REFERENCES conversation,
    branch          integer     NOT NULL,
    tenant          text        NOT NULL,
    path_branches   integer[]   NOT NULL,
    path_ends       bigint[]    NOT NULL,
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, branch)
);
CALL keep_tenants_apart('branch');

ALTER TABLE message
    ADD COLUMN branch         integer NOT NULL DEFAULT 0,
    -- The number of the message that this one was first an alternative to.
    ADD COLUMN fork_of        bigint,
    -- For a reply that was asked for again: the run of the message it answers.
    ADD COLUMN answers_run_id uuid,
    -- For a client's tool output: the call it belongs to.
    ADD COLUMN call_id        text,
    ADD COLUMN status         text    NOT NULL DEFAULT 'complete';
CREATE UNIQUE INDEX ix_message_id ON message (id);
CREATE INDEX ix_message_branch ON message (conversation_id, branch, seq);
CREATE INDEX ix_message_fork_of ON message (conversation_id, fork_of) WHERE fork_of IS NOT NULL;

ALTER TABLE turn
    ADD COLUMN branch         integer NOT NULL DEFAULT 0,
    ADD COLUMN fork_of        bigint,
    ADD COLUMN answers_run_id uuid;
CREATE INDEX ix_turn_conversation_id_status ON turn (conversation_id, status);
CREATE INDEX ix_conversation_deleted ON conversation (id) WHERE status = 'deleted';
