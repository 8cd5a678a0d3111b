-- The queue is served lane by lane: one lane for each tenant and priority, the oldest run first. What is ready is in this
-- index and nothing else is, so that a claim costs the same at ten runs and at a million.
DROP INDEX ix_run_claim;
CREATE INDEX ix_run_lane ON run (tenant, priority, accepted_at, id) WHERE status = 'QUEUED' AND ready;
CREATE INDEX ix_run_running ON run (tenant) WHERE status = 'RUNNING';
-- Ready, but its agent is paused.
ALTER TABLE run ADD COLUMN held boolean NOT NULL DEFAULT false;
CREATE INDEX ix_run_agent ON run (tenant, agent_name, accepted_at) WHERE status = 'QUEUED';
CREATE INDEX ix_run_ended_at ON run (ended_at) WHERE ended_at IS NOT NULL;

-- What operators set for the whole queue, at once in every process. One row, which belongs to no tenant: '*'.
CREATE TABLE queue_settings (
    tenant         text    PRIMARY KEY CHECK (tenant = '*'),
    version        integer NOT NULL DEFAULT 1,
    -- A waiting run counts as one priority higher for each such span.
    ageing_ms      bigint  NOT NULL DEFAULT 60000,
    paused         boolean NOT NULL DEFAULT false,
    -- How far the waiting tenant with the fewest turns has come: who has been away begins here and has nothing saved up.
    virtual_time   double precision NOT NULL DEFAULT 0
) WITH (fillfactor = 20);
INSERT INTO queue_settings (tenant) VALUES ('*');

-- A tenant's part of the queue. Tenants without a row have weight 1 and no limit of their own.
CREATE TABLE tenant_quota (
    tenant      text    PRIMARY KEY,
    weight      real    NOT NULL DEFAULT 1,
    max_running integer,
    paused      boolean NOT NULL DEFAULT false
);

-- How much each tenant has had of its turns.
CREATE TABLE tenant_share (
    tenant text             PRIMARY KEY,
    pass   double precision NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

CREATE TABLE paused_agent (
    tenant     text NOT NULL,
    agent_name text NOT NULL,
    PRIMARY KEY (tenant, agent_name)
);

CALL keep_tenants_apart('queue_settings');
CALL keep_tenants_apart('tenant_quota');
CALL keep_tenants_apart('tenant_share');
CALL keep_tenants_apart('paused_agent');

-- Claims the runs whose turn it is. Claimers take turns, and hold nothing when this returns.
--
-- Each tenant's runs are taken by priority, raised by ageing, then by age. Between tenants: who is within its fair share of
-- the slots goes before who is beyond it, whatever the priority, so that priority orders the work of a tenant and the work
-- within the shares but buys no share. Then by priority, then whoever runs least for its weight, then by the turns had so
-- far: stride scheduling (Waldspurger, Weihl: MIT/LCS/TM-528, 1995).
--
-- slots: how many runs to claim; floor: the least priority; a lane gives at most 16 a claim, which bounds what is looked at.
CREATE FUNCTION claim_runs(claimer text, lease_ms bigint, slots integer, floor_priority smallint)
    RETURNS SETOF run
    LANGUAGE plpgsql
    -- A plan that was made while the table was small would be kept while it grows.
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    SET jit = off
AS
$$
DECLARE
    settings queue_settings%ROWTYPE;
    some_agent_paused boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND ready) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7_201);
    SELECT * INTO STRICT settings FROM queue_settings;
    IF settings.paused THEN
        RETURN;
    END IF;
    -- A crash of Postgres that forgets a claim forgets it whole; owner and epoch together stay unique.
    PERFORM set_config('synchronous_commit', 'off', true);
    some_agent_paused := EXISTS (SELECT FROM paused_agent);
    IF some_agent_paused THEN
        UPDATE run SET ready = false, held = true
         WHERE id IN (SELECT r.id FROM paused_agent AS p JOIN run AS r ON r.tenant = p.tenant AND r.agent_name = p.agent_name
                       WHERE r.status = 'QUEUED' AND r.ready ORDER BY r.accepted_at LIMIT 1000);
    END IF;
    RETURN QUERY
    WITH RECURSIVE lane AS (
        (SELECT r.tenant, r.priority FROM run r WHERE r.status = 'QUEUED' AND r.ready
          ORDER BY r.tenant, r.priority LIMIT 1)
        UNION ALL
        SELECT following.tenant, following.priority
          FROM lane
         CROSS JOIN LATERAL (SELECT r.tenant, r.priority FROM run r
                              WHERE r.status = 'QUEUED' AND r.ready AND (r.tenant, r.priority) > (lane.tenant, lane.priority)
                              ORDER BY r.tenant, r.priority LIMIT 1) AS following
    ), busy AS (
        SELECT r.tenant, count(*) AS running FROM run r WHERE r.status = 'RUNNING' GROUP BY r.tenant
    ), share AS (
        SELECT tenant, coalesce(busy.running, 0) AS running, coalesce(q.weight, 1) AS weight, q.max_running,
               greatest(t.pass, settings.virtual_time) AS pass,
               coalesce(q.weight, 1) / sum(coalesce(q.weight, 1)) OVER ()
                   * (sum(coalesce(busy.running, 0)) OVER () + slots) AS fair
          FROM (SELECT DISTINCT lane.tenant FROM lane WHERE lane.priority >= floor_priority) AS waiting
          LEFT JOIN busy USING (tenant)
          LEFT JOIN tenant_quota AS q USING (tenant)
          LEFT JOIN tenant_share AS t USING (tenant)
         WHERE NOT coalesce(q.paused, false)
    ), head AS (
        SELECT lane.tenant, oldest.id, oldest.accepted_at,
               least(4, lane.priority + floor(extract(epoch FROM now() - oldest.accepted_at) * 1000 / settings.ageing_ms)) AS level
          FROM lane
          JOIN share USING (tenant)
         CROSS JOIN LATERAL (SELECT r.id, r.accepted_at FROM run r
                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                              ORDER BY r.accepted_at, r.id LIMIT least(slots, 16)) AS oldest
         WHERE lane.priority >= floor_priority
    ), ordered AS (
        SELECT head.*, row_number() OVER (PARTITION BY tenant ORDER BY level DESC, accepted_at, id) AS nth FROM head
    ), chosen AS (
        SELECT o.id, o.tenant, s.pass + o.nth / s.weight AS pass,
               row_number() OVER (ORDER BY s.running + o.nth > ceil(s.fair), o.level DESC, (s.running + o.nth - 1) / s.weight,
                                           s.pass + o.nth / s.weight, o.accepted_at, o.id) AS place
          FROM ordered AS o JOIN share AS s USING (tenant)
         WHERE (s.max_running IS NULL OR s.running + o.nth <= s.max_running)
           AND NOT (some_agent_paused AND EXISTS (SELECT FROM run AS r JOIN paused_agent AS p ON p.tenant = r.tenant AND p.agent_name = r.agent_name
                                                  WHERE r.id = o.id))
         ORDER BY place LIMIT slots
    ), charged AS (
        INSERT INTO tenant_share AS t (tenant, pass)
        SELECT tenant, max(pass) FROM chosen GROUP BY tenant
            ON CONFLICT (tenant) DO UPDATE SET pass = excluded.pass
    ), advanced AS (
        UPDATE queue_settings SET virtual_time = least_pass
          FROM (SELECT min(coalesce(had.pass, s.pass)) AS least_pass
                  FROM share AS s LEFT JOIN (SELECT tenant, max(pass) AS pass FROM chosen GROUP BY tenant) AS had USING (tenant)
                 WHERE s.max_running IS NULL OR s.running < s.max_running) AS progress
         WHERE least_pass > virtual_time
    )
    UPDATE run SET status = 'RUNNING', epoch = run.epoch + 1, owner = claimer, lease_until = now() + lease_ms * interval '1 ms',
                   started_at = coalesce(run.started_at, now()),
                   agent_id = coalesce(run.agent_id, a.id), agent_version = coalesce(run.agent_version, a.version)
      FROM chosen
      JOIN run AS c ON c.id = chosen.id
      LEFT JOIN agent AS a ON a.tenant = c.tenant AND a.name = c.agent_name
     WHERE run.id = chosen.id AND run.status = 'QUEUED'
    RETURNING run.*;
END
$$;
