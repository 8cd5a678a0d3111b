-- A response of the OpenAI-compatible door is a run; this is what its request said. What came of it is in the log.
CREATE TABLE response (
    run_id          uuid        PRIMARY KEY,
    tenant          text        NOT NULL,
    conversation_id uuid        NOT NULL REFERENCES conversation,
    after_seq       bigint      NOT NULL,
    first_input     bigint      NOT NULL,
    last_input      bigint      NOT NULL,
    -- The fields of the response that repeat the request, as a JSON object that Parley wrote.
    echo            text        NOT NULL,
    created_at      timestamptz NOT NULL
);
CREATE INDEX ix_response_conversation_id ON response (conversation_id);
CALL keep_tenants_apart('response');
