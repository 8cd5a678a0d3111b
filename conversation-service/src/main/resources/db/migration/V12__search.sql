-- Whose conversation a message is in, so that a user's search touches only the user's words.
ALTER TABLE message ADD COLUMN owner_id text;
UPDATE message AS m SET owner_id = c.user_id FROM conversation AS c WHERE c.id = m.conversation_id;
ALTER TABLE message ALTER COLUMN owner_id SET NOT NULL;

CREATE FUNCTION words(content text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN to_tsvector('simple', left(content, 100000));

CREATE INDEX ix_message_words ON message USING gin (tenant, owner_id, words(content));
CREATE INDEX ix_conversation_title ON conversation USING gin (tenant, user_id, title gin_trgm_ops) WHERE title IS NOT NULL;
CREATE INDEX ix_conversation_tenant_user_id_agent_id ON conversation (tenant, user_id, agent, id);
CREATE INDEX ix_conversation_tenant_agent_id ON conversation (tenant, agent, id);

-- Row security checks every row before a condition that might tell of it, and full text search is such a condition: under
-- it the index could not be used. So the search belongs to the owner of the tables, whom row security does not bind here,
-- and says the tenant itself. The service's role owns nothing and stays bound.
ALTER TABLE message NO FORCE ROW LEVEL SECURITY;
ALTER TABLE conversation NO FORCE ROW LEVEL SECURITY;

-- The newest conversations below "before" that say "wanted" in a message or have it in the title. A null filter lets all
-- pass; a null owner means the whole tenant's.
CREATE FUNCTION search_conversations(wanted text, owner text, only_agent text, only_status text, after timestamptz,
                                     until timestamptz, before uuid, at_most integer)
    RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
AS
$$
DECLARE
    here  text    := current_setting('parley.tenant');
    query tsquery := websearch_to_tsquery('simple', wanted);
    part  text    := '%' || replace(replace(replace(wanted, '\', '\\'), '%', '\%'), '_', '\_') || '%';
BEGIN
    IF owner IS NULL THEN
        RETURN QUERY SELECT c.id FROM conversation AS c
            WHERE c.tenant = here AND c.status <> 'deleted' AND c.source = 'parley'
              AND (only_agent IS NULL OR c.agent = only_agent) AND (only_status IS NULL OR c.status = only_status)
              AND (after IS NULL OR c.created_at > after) AND (until IS NULL OR c.created_at < until)
              AND (before IS NULL OR c.id < before)
              AND c.id IN (SELECT m.conversation_id FROM message AS m WHERE m.tenant = here AND words(m.content) @@ query
                           UNION SELECT t.id FROM conversation AS t WHERE t.tenant = here AND t.title ILIKE part)
            ORDER BY c.id DESC LIMIT at_most;
    ELSE
        RETURN QUERY SELECT c.id FROM conversation AS c
            WHERE c.tenant = here AND c.user_id = owner AND c.status <> 'deleted' AND c.source = 'parley'
              AND (only_agent IS NULL OR c.agent = only_agent) AND (only_status IS NULL OR c.status = only_status)
              AND (after IS NULL OR c.created_at > after) AND (until IS NULL OR c.created_at < until)
              AND (before IS NULL OR c.id < before)
              AND c.id IN (SELECT m.conversation_id FROM message AS m
                            WHERE m.tenant = here AND m.owner_id = owner AND words(m.content) @@ query
                           UNION SELECT t.id FROM conversation AS t
                            WHERE t.tenant = here AND t.user_id = owner AND t.title ILIKE part)
            ORDER BY c.id DESC LIMIT at_most;
    END IF;
END
$$;
