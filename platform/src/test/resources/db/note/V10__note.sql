-- A table for the platform's own tests.
CREATE TABLE note (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text NOT NULL,
    text   text NOT NULL
);
CALL keep_tenants_apart('note');
