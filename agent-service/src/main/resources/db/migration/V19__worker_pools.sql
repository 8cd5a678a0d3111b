-- Lanes are cut by agent as well: what pools take and what is paused are then whole lanes, and no run needs to be held back
-- one by one.
DROP FUNCTION claim_runs(text, bigint, integer, smallint);
DROP FUNCTION queue_lanes(integer);
DROP INDEX ix_run_lane;
DROP INDEX ix_run_agent;

-- The user is in the index for the users who run as much as they may: their runs are passed over without being fetched.
CREATE INDEX ix_run_lane ON run (tenant, priority, agent_name, accepted_at, id) INCLUDE (user_id) WHERE status = 'QUEUED' AND ready;

-- What the run was claimed for: whose slot it has, and which model it is counted for.
ALTER TABLE run ADD COLUMN pool  text;
ALTER TABLE run ADD COLUMN model text;

-- Slots that each process keeps for runs with these labels; an empty list means any. What no pool keeps is general and takes
-- all, except what is exclusively a pool's. '*': pools belong to no tenant.
CREATE TABLE worker_pool (
    name         text     PRIMARY KEY CHECK (name <> 'general'),
    tenant       text     NOT NULL DEFAULT '*' CHECK (tenant = '*'),
    slots        integer  NOT NULL,
    min_priority smallint NOT NULL DEFAULT 0,
    tenants      text[]   NOT NULL DEFAULT '{}',
    agents       text[]   NOT NULL DEFAULT '{}',
    models       text[]   NOT NULL DEFAULT '{}',
    -- In all processes together.
    max_running  integer,
    exclusive    boolean  NOT NULL DEFAULT false
);
INSERT INTO worker_pool (name, slots, min_priority) VALUES ('urgent', 2, 3);

-- How many runs may be executed at once with models of one provider.
CREATE TABLE provider_limit (
    provider    text    PRIMARY KEY,
    tenant      text    NOT NULL DEFAULT '*' CHECK (tenant = '*'),
    max_running integer NOT NULL
);
CALL keep_tenants_apart('worker_pool');
CALL keep_tenants_apart('provider_limit');

-- How many runs of one user are executed at once; a tenant's own number goes before the queue's.
ALTER TABLE queue_settings ADD COLUMN user_max_running integer NOT NULL DEFAULT 100000;
ALTER TABLE tenant_quota   ADD COLUMN user_max_running integer;

-- Ready runs of one tenant, priority and agent. The model is that of the agent as it is now.
CREATE TYPE run_lane AS (tenant text, priority smallint, agent_name text, model text);

-- The lanes with something in them: a loose index scan, one probe a lane however many wait in it.
CREATE FUNCTION ready_lanes()
    RETURNS SETOF run_lane
    LANGUAGE sql STABLE
AS
$$
WITH RECURSIVE lane AS (
    (SELECT r.tenant, r.priority, r.agent_name FROM run r WHERE r.status = 'QUEUED' AND r.ready
      ORDER BY r.tenant, r.priority, r.agent_name LIMIT 1)
    UNION ALL
    SELECT following.tenant, following.priority, following.agent_name
      FROM lane
     CROSS JOIN LATERAL (SELECT r.tenant, r.priority, r.agent_name FROM run r
                          WHERE r.status = 'QUEUED' AND r.ready
                                AND (r.tenant, r.priority, r.agent_name) > (lane.tenant, lane.priority, lane.agent_name)
                          ORDER BY r.tenant, r.priority, r.agent_name LIMIT 1) AS following
)
SELECT lane.tenant, lane.priority, lane.agent_name, coalesce(a.model, 'default/auto')
  FROM lane
  LEFT JOIN agent AS a ON a.tenant = lane.tenant AND a.name = lane.agent_name
$$;

-- How much waits in each lane, at the heads only: a count stops at most_counted.
CREATE FUNCTION queue_lanes(most_counted integer)
    RETURNS TABLE (lane_tenant text, lane_priority smallint, lane_agent text, lane_model text, queued bigint, oldest timestamptz)
    LANGUAGE sql STABLE
    SET enable_seqscan = off
    SET jit = off
AS
$$
SELECT lane.tenant, lane.priority, lane.agent_name, lane.model, counted.queued, counted.oldest
  FROM ready_lanes() AS lane
 CROSS JOIN LATERAL (SELECT count(*) AS queued, min(few.accepted_at) AS oldest
                       FROM (SELECT r.accepted_at FROM run r
                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                                    AND r.agent_name = lane.agent_name
                              ORDER BY r.accepted_at, r.id LIMIT most_counted) AS few) AS counted
$$;

-- A model label is a whole name, or a provider's.
CREATE FUNCTION pool_takes(pool worker_pool, lane run_lane)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS
$$
SELECT lane.priority >= pool.min_priority
   AND (pool.tenants = '{}' OR lane.tenant = ANY (pool.tenants))
   AND (pool.agents = '{}' OR lane.agent_name = ANY (pool.agents))
   AND (pool.models = '{}' OR lane.model = ANY (pool.models) OR split_part(lane.model, '/', 1) = ANY (pool.models))
$$;

-- The pools of a process and how many of their slots are free there. At least one slot is general. Pools with labels claim
-- first, so that theirs leave the general slots to others, and those for the urgent last, so that they stay free for long.
CREATE FUNCTION pools_with_free_slots(all_slots integer, busy_pools text[], busy_slots integer[])
    RETURNS TABLE (pool worker_pool, free integer)
    LANGUAGE sql STABLE
AS
$$
WITH kept AS (
    SELECT p, greatest(0, least(p.slots, all_slots - 1 - coalesce(sum(p.slots) OVER (
                  ORDER BY p.name ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))::integer AS slots,
           CASE WHEN p.tenants || p.agents || p.models <> '{}' THEN 0 ELSE 2 END AS place
      FROM worker_pool AS p
), every AS (
    SELECT * FROM kept
    UNION ALL
    SELECT ROW ('general', '*', 0, 0, '{}', '{}', '{}', NULL, false)::worker_pool,
           all_slots - coalesce((SELECT sum(slots) FROM kept), 0)::integer, 1
)
SELECT p, slots - coalesce(busy.taken, 0)
  FROM every
  LEFT JOIN unnest(busy_pools, busy_slots) AS busy (name, taken) ON busy.name = (p).name
 WHERE slots > coalesce(busy.taken, 0)
 ORDER BY place, (p).name
$$;

-- Claims from these lanes for the slots of one pool.
--
-- Each tenant's runs are taken by priority, raised by ageing, then by age. Between tenants: who is within its fair share of
-- the pool's slots goes before who is beyond it, whatever the priority, so that priority orders the work of a tenant and the
-- work within the shares but buys no share. Then by priority, then whoever runs least for its weight, then by the turns had
-- so far: stride scheduling (Waldspurger, Weihl: MIT/LCS/TM-528, 1995).
--
-- A limit that leaves no room takes whole lanes or users out before anything is counted, so that a run which may be claimed
-- never stands behind one that may not. A lane gives at most 16 a claim, which bounds what is looked at.
CREATE FUNCTION claim_from_lanes(claimer text, lease_ms bigint, builtin_timeout_ms bigint, pool_name text, slots integer, lanes run_lane[],
                                 settings queue_settings)
    RETURNS SETOF run
    LANGUAGE plpgsql
AS
$$
BEGIN
RETURN QUERY
WITH running AS MATERIALIZED (
    SELECT r.tenant, r.user_id, r.pool, split_part(r.model, '/', 1) AS provider FROM run r WHERE r.status = 'RUNNING'
), busy_user AS (
    SELECT r.tenant, r.user_id, count(*) AS running, coalesce(q.user_max_running, settings.user_max_running) AS most
      FROM running AS r LEFT JOIN tenant_quota AS q ON q.tenant = r.tenant
     GROUP BY r.tenant, r.user_id, q.user_max_running
), provider AS (
    SELECT l.provider, l.max_running - count(running.provider) AS room
      FROM provider_limit AS l LEFT JOIN running USING (provider)
     GROUP BY l.provider, l.max_running
), lane AS (
    SELECT l.tenant, l.priority, l.agent_name, l.model, p.provider, p.room
      FROM unnest(lanes) AS l
      LEFT JOIN provider AS p ON p.provider = split_part(l.model, '/', 1)
     WHERE coalesce(p.room, 1) > 0
), share AS (
    SELECT tenant, coalesce(busy.in_pool, 0) AS running, coalesce(busy.everywhere, 0) AS everywhere,
           coalesce(q.weight, 1) AS weight, q.max_running, coalesce(q.user_max_running, settings.user_max_running) AS user_max,
           greatest(t.pass, settings.virtual_time) AS pass,
           coalesce(q.weight, 1) / sum(coalesce(q.weight, 1)) OVER ()
               * (sum(coalesce(busy.in_pool, 0)) OVER () + slots) AS fair
      FROM (SELECT DISTINCT lane.tenant FROM lane) AS waiting
      LEFT JOIN (SELECT tenant, count(*) AS everywhere, count(*) FILTER (WHERE pool = pool_name) AS in_pool
                   FROM running GROUP BY tenant) AS busy USING (tenant)
      LEFT JOIN tenant_quota AS q USING (tenant)
      LEFT JOIN tenant_share AS t USING (tenant)
     WHERE NOT coalesce(q.paused, false) AND coalesce(busy.everywhere, 0) < coalesce(q.max_running, 2147483647)
), head AS (
    SELECT lane.tenant, lane.model, lane.provider, lane.room, oldest.id, oldest.user_id, oldest.accepted_at, share.user_max,
           least(4, lane.priority + floor(extract(epoch FROM now() - oldest.accepted_at) * 1000 / settings.ageing_ms)) AS level
      FROM lane
      JOIN share USING (tenant)
     CROSS JOIN LATERAL (SELECT r.id, r.user_id, r.accepted_at FROM run r
                          WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                                AND r.agent_name = lane.agent_name
                                AND (r.tenant, r.user_id) NOT IN (SELECT u.tenant, u.user_id FROM busy_user AS u WHERE u.running >= u.most)
                          ORDER BY r.accepted_at, r.id LIMIT least(slots, 16)) AS oldest
), within_users AS (
    SELECT head.*, coalesce(u.running, 0)
               + row_number() OVER (PARTITION BY tenant, user_id ORDER BY level DESC, accepted_at, id) AS nth_of_user
      FROM head LEFT JOIN busy_user AS u USING (tenant, user_id)
), ordered AS (
    SELECT w.*, row_number() OVER (PARTITION BY tenant ORDER BY level DESC, accepted_at, id) AS nth
      FROM within_users AS w
     WHERE nth_of_user <= user_max
), placed AS (
    SELECT o.id, o.tenant, o.model, o.provider, o.room, s.pass + o.nth / s.weight AS pass,
           row_number() OVER (ORDER BY s.running + o.nth > ceil(s.fair), o.level DESC, (s.running + o.nth - 1) / s.weight,
                                       s.pass + o.nth / s.weight, o.accepted_at, o.id) AS place
      FROM ordered AS o JOIN share AS s USING (tenant)
     WHERE s.max_running IS NULL OR s.everywhere + o.nth <= s.max_running
), chosen AS (
    SELECT id, tenant, model, pass
      FROM (SELECT placed.*, row_number() OVER (PARTITION BY provider ORDER BY place) AS nth_of_provider FROM placed) AS p
     WHERE provider IS NULL OR nth_of_provider <= room
     ORDER BY place LIMIT slots
), charged AS (
    INSERT INTO tenant_share AS t (tenant, pass)
    SELECT tenant, max(pass) FROM chosen GROUP BY tenant
        ON CONFLICT (tenant) DO UPDATE SET pass = excluded.pass
), advanced AS (
    UPDATE queue_settings SET virtual_time = least_pass
      FROM (SELECT min(coalesce(had.pass, s.pass)) AS least_pass
              FROM share AS s LEFT JOIN (SELECT tenant, max(pass) AS pass FROM chosen GROUP BY tenant) AS had USING (tenant)
           ) AS progress
     WHERE least_pass > virtual_time
)
UPDATE run SET status = 'RUNNING', epoch = run.epoch + 1, owner = claimer, lease_until = now() + lease_ms * interval '1 ms',
               started_at = coalesce(run.started_at, now()),
               deadline_at = coalesce(run.deadline_at, now() + coalesce(a.timeout_ms, builtin_timeout_ms) * interval '1 ms'), pool = pool_name, model = chosen.model,
               agent_id = coalesce(run.agent_id, a.id), agent_version = coalesce(run.agent_version, a.version)
  FROM chosen
  JOIN run AS c ON c.id = chosen.id
  LEFT JOIN agent AS a ON a.tenant = c.tenant AND a.name = c.agent_name
 WHERE run.id = chosen.id AND run.status = 'QUEUED'
RETURNING run.*;
END
$$;

-- Claims the runs whose turn it is for the free slots of a process. Claimers take turns, and hold nothing when this returns.
--
-- all_slots: what the process executes side by side; busy_pools, busy_slots: how many of them are in use, by pool.
-- builtin_timeout_ms: how long a run of a built-in agent may take, which has no row to say so.
CREATE FUNCTION claim_runs(claimer text, lease_ms bigint, builtin_timeout_ms bigint, all_slots integer, busy_pools text[], busy_slots integer[])
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
    lanes    run_lane[];
    open     run_lane[];
    room     integer;
    taken    integer;
    free_all integer := all_slots - coalesce((SELECT sum(n) FROM unnest(busy_slots) AS n), 0);
    one      record;
BEGIN
    IF EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND due_at <= now()) THEN
        UPDATE run SET ready = true, due_at = NULL, accepted_at = CASE WHEN epoch = 0 THEN due_at ELSE accepted_at END
         WHERE id IN (SELECT id FROM run WHERE status = 'QUEUED' AND due_at <= now()
                       ORDER BY due_at LIMIT 1000 FOR UPDATE SKIP LOCKED);
    ELSIF NOT EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND ready) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7_201);
    SELECT * INTO STRICT settings FROM queue_settings;
    IF settings.paused THEN
        RETURN;
    END IF;
    -- A crash of Postgres that forgets a claim forgets it whole; owner and epoch together stay unique.
    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT array_agg(lane) INTO lanes
      FROM ready_lanes() AS lane
     WHERE NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name);
    FOR one IN SELECT * FROM pools_with_free_slots(all_slots, busy_pools, busy_slots) LOOP
        SELECT array_agg(lane) INTO open
          FROM unnest(lanes) AS lane
         WHERE pool_takes(one.pool, lane)
               AND NOT EXISTS (SELECT FROM worker_pool AS p WHERE p.exclusive AND p.name <> (one.pool).name AND pool_takes(p, lane));
        room := least(free_all, one.free, (one.pool).max_running
                      - (SELECT count(*) FROM run WHERE status = 'RUNNING' AND run.pool = (one.pool).name));
        CONTINUE WHEN open IS NULL OR room <= 0;
        RETURN QUERY SELECT * FROM claim_from_lanes(claimer, lease_ms, builtin_timeout_ms, (one.pool).name, room, open, settings);
        GET DIAGNOSTICS taken = ROW_COUNT;
        free_all := free_all - taken;
    END LOOP;
END
$$;
