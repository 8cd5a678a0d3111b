-- While more than one tenant has come within the last minute, a part of each process' general slots is left to those within
-- their share. One tenant alone has all.
ALTER TABLE queue_settings
    ADD COLUMN headroom      double precision NOT NULL DEFAULT 0.1 CHECK (headroom BETWEEN 0 AND 0.5),
    ADD COLUMN several_until timestamptz      NOT NULL DEFAULT '-infinity';

DROP FUNCTION claim_from_lanes(text, bigint, bigint, timestamptz, text, integer, run_lane[], queue_settings);

-- Claims from these lanes for the slots of one pool.
--
-- Each tenant's runs are taken by priority, raised by ageing, then by age. Between tenants: who is within its fair share of
-- the pool's slots goes before who is beyond it, whatever the priority, so that priority orders the work of a tenant and the
-- work within the shares but buys no share. Then by priority, then whoever runs least for its weight, then by the turns had
-- so far: stride scheduling (Waldspurger, Weihl: MIT/LCS/TM-528, 1995).
--
-- Headroom: so many of the slots are for tenants that are within their share with one more tenant counted, so that who comes
-- to a pool that another has flooded needs not wait for an end (trunk reservation). Runs that may preempt may have them, too.
--
-- A limit that leaves no room takes whole lanes or users out before anything is counted, so that a run which may be claimed
-- never stands behind one that may not. A lane gives at most 16 a claim, which bounds what is looked at. Lanes go by the model
-- that their agent has now; a run that keeps an earlier version of it counts for that version's.
CREATE FUNCTION claim_from_lanes(claimer text, lease_ms bigint, builtin_timeout_ms bigint, at timestamptz, pool_name text, slots integer,
                                 headroom integer, lanes run_lane[], settings queue_settings)
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
    SELECT l.tenant, l.priority, l.agent_name, l.model
      FROM unnest(lanes) AS l
      LEFT JOIN provider AS p ON p.provider = split_part(l.model, '/', 1)
     WHERE coalesce(p.room, 1) > 0
), share AS (
    SELECT tenant, coalesce(busy.in_pool, 0) AS running, coalesce(busy.everywhere, 0) AS everywhere,
           coalesce(q.weight, 1) AS weight, q.max_running, coalesce(q.user_max_running, settings.user_max_running) AS user_max,
           greatest(t.pass, settings.virtual_time) AS pass,
           -- Multiplied first: a third of 48 is to be 16, and not a bit more.
           coalesce(q.weight, 1)::float8 * (sum(coalesce(busy.in_pool, 0)) OVER () + slots)
               / sum(coalesce(q.weight, 1)::float8) OVER () AS fair,
           coalesce(q.weight, 1)::float8 * (present.running + slots) / (present.weight + 1) AS fair_with_one_more
      FROM (SELECT DISTINCT lane.tenant FROM lane) AS waiting
      LEFT JOIN (SELECT tenant, count(*) AS everywhere, count(*) FILTER (WHERE pool = pool_name) AS in_pool
                   FROM running GROUP BY tenant) AS busy USING (tenant)
      LEFT JOIN tenant_quota AS q USING (tenant)
      LEFT JOIN tenant_share AS t USING (tenant)
     CROSS JOIN (SELECT sum(coalesce(q.weight, 1)) AS weight, (SELECT count(*) FROM running WHERE pool = pool_name) AS running
                   FROM (SELECT lane.tenant FROM lane UNION SELECT running.tenant FROM running WHERE pool = pool_name) AS tenants
                   LEFT JOIN tenant_quota AS q USING (tenant)) AS present
     WHERE NOT coalesce(q.paused, false) AND coalesce(busy.everywhere, 0) < coalesce(q.max_running, 2147483647)
), head AS (
    SELECT lane.tenant, oldest.id, oldest.user_id, oldest.accepted_at, share.user_max,
           coalesce(CASE WHEN EXISTS (SELECT FROM provider) THEN
                        (SELECT v.definition::jsonb ->> 'model' FROM run AS r
                           JOIN agent_version AS v ON v.tenant = r.tenant AND v.agent_id = r.agent_id AND v.version = r.agent_version
                          WHERE r.id = oldest.id)
                    END, lane.model) AS model,
           lane.priority,
           least(4, lane.priority + floor(extract(epoch FROM at - oldest.accepted_at) * 1000 / settings.ageing_ms)) AS level
      FROM lane
      JOIN share USING (tenant)
     CROSS JOIN LATERAL (SELECT r.id, r.user_id,
                                 -- What left its slot for a more urgent run is not to be back before that has it.
                                 CASE WHEN r.preemptions > 0 THEN r.queued_at ELSE r.accepted_at END AS accepted_at
                            FROM run r
                          WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                                AND r.agent_name = lane.agent_name
                                AND (r.tenant, r.user_id) NOT IN (SELECT u.tenant, u.user_id FROM busy_user AS u WHERE u.running >= u.most)
                          ORDER BY r.accepted_at, r.id LIMIT least(slots, 16)) AS oldest
), within_users AS (
    SELECT head.*, p.provider, p.room, coalesce(u.running, 0)
               + row_number() OVER (PARTITION BY tenant, user_id ORDER BY level DESC, accepted_at, id) AS nth_of_user
      FROM head
      LEFT JOIN busy_user AS u USING (tenant, user_id)
      LEFT JOIN provider AS p ON p.provider = split_part(head.model, '/', 1)
     WHERE coalesce(p.room, 1) > 0
), ordered AS (
    SELECT w.*, row_number() OVER (PARTITION BY tenant ORDER BY level DESC, accepted_at, id) AS nth
      FROM within_users AS w
     WHERE nth_of_user <= user_max
), placed AS (
    SELECT o.id, o.tenant, o.model, o.provider, o.room, s.pass + o.nth / s.weight AS pass,
           s.running + o.nth > ceil(s.fair_with_one_more) AND o.priority < settings.preempt_from AS leaves_headroom,
           row_number() OVER (ORDER BY s.running + o.nth > ceil(s.fair), o.level DESC, (s.running + o.nth - 1) / s.weight,
                                       s.pass + o.nth / s.weight, o.accepted_at, o.id) AS place
      FROM ordered AS o JOIN share AS s USING (tenant)
     WHERE s.max_running IS NULL OR s.everywhere + o.nth <= s.max_running
), chosen AS (
    SELECT id, tenant, model, pass
      FROM (SELECT p.*, row_number() OVER (ORDER BY place) AS slot
              FROM (SELECT placed.*, row_number() OVER (PARTITION BY provider ORDER BY place) AS nth_of_provider FROM placed) AS p
             WHERE provider IS NULL OR nth_of_provider <= room) AS p
     -- One that is refused takes nobody's slot: all later ones of its kind are refused, too.
     WHERE NOT (leaves_headroom AND slot > slots - headroom)
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
UPDATE run SET status = 'RUNNING', epoch = run.epoch + 1, owner = claimer, lease_until = at + lease_ms * interval '1 ms',
               started_at = coalesce(run.started_at, at),
               -- What it waited since it was handed back is none of its time.
               deadline_at = coalesce(run.deadline_at + greatest(at - run.queued_at, interval '0'),
                                      at + coalesce((v.definition::jsonb #>> '{limits,timeout}')::interval,
                                                    coalesce(a.timeout_ms, builtin_timeout_ms) * interval '1 ms')),
               pool = pool_name, model = coalesce(v.definition::jsonb ->> 'model', chosen.model),
               agent_id = coalesce(run.agent_id, a.id), agent_version = coalesce(run.agent_version, a.version)
  -- By id, one after the other: whatever Postgres expects, the whole table is not to be joined with a handful of runs.
  FROM chosen
 CROSS JOIN LATERAL (SELECT c.tenant, c.agent_name, c.agent_id, c.agent_version FROM run AS c WHERE c.id = chosen.id OFFSET 0) AS c
  LEFT JOIN agent AS a ON a.tenant = c.tenant AND a.name = c.agent_name
  LEFT JOIN agent_version AS v ON v.tenant = c.tenant AND v.agent_id = c.agent_id AND v.version = c.agent_version
 WHERE run.id = chosen.id AND run.id = ANY (ARRAY(SELECT chosen.id FROM chosen)) AND run.status = 'QUEUED'
RETURNING run.*;
END
$$;

-- Claims the runs whose turn it is for the free slots of a process. Claimers take turns, and hold nothing when this returns.
--
-- all_slots: what the process executes side by side; busy_pools, busy_slots: how many of them are in use, by pool.
-- builtin_timeout_ms: how long a run of a built-in agent may take, which has no row to say so.
CREATE OR REPLACE FUNCTION claim_runs(claimer text, lease_ms bigint, builtin_timeout_ms bigint, all_slots integer, busy_pools text[], busy_slots integer[])
    RETURNS SETOF run
    LANGUAGE plpgsql
    -- A plan that was made while the table was small would be kept while it grows.
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    -- A lane is read in its order, and no further than needed; a bitmap would be made of all that is in it.
    SET enable_bitmapscan = off
    SET jit = off
    -- Whoever has the turn is done in no time, or was stopped in the middle: the next look is better than a queue of claimers.
    SET lock_timeout = '2s'
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
    headroom integer;
    -- Of the moment at which it is this claimer's turn: what it waited for that is none of the lease.
    at       timestamptz;
BEGIN
    IF promote_due(1000) = 0 AND NOT EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND ready) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(7_201);
    at := clock_timestamp();
    SELECT * INTO STRICT settings FROM queue_settings;
    IF settings.paused THEN
        RETURN;
    END IF;
    -- A crash of Postgres that forgets a claim forgets it whole; owner and epoch together stay unique.
    PERFORM set_config('synchronous_commit', 'off', true);
    SELECT array_agg(lane) INTO lanes
      FROM ready_lanes() AS lane
     WHERE NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name)
       AND NOT EXISTS (SELECT FROM tenant_quota AS q WHERE q.tenant = lane.tenant AND q.paused);
    IF settings.several_until < at + interval '50 seconds'
       AND 1 < (SELECT count(*) FROM (SELECT tenant FROM unnest(lanes) UNION SELECT tenant FROM run WHERE status = 'RUNNING') AS present) THEN
        settings.several_until := at + interval '1 minute';
        UPDATE queue_settings SET several_until = settings.several_until;
    END IF;
    FOR one IN SELECT * FROM pools_with_free_slots(all_slots, busy_pools, busy_slots) LOOP
        SELECT array_agg(lane) INTO open
          FROM unnest(lanes) AS lane
         WHERE pool_may_have(one.pool, lane);
        room := least(free_all, one.free, (one.pool).max_running
                      - (SELECT count(*) FROM run WHERE status = 'RUNNING' AND run.pool = (one.pool).name));
        CONTINUE WHEN open IS NULL OR room <= 0;
        headroom := CASE WHEN (one.pool).name = 'general' AND settings.several_until > at
                         THEN floor(settings.headroom * (one.free + coalesce((SELECT n FROM unnest(busy_pools, busy_slots) AS busy (name, n)
                                                                               WHERE name = 'general'), 0)))
                         ELSE 0 END;
        RETURN QUERY SELECT * FROM claim_from_lanes(claimer, lease_ms, builtin_timeout_ms, at, (one.pool).name, room, headroom, open, settings);
        GET DIAGNOSTICS taken = ROW_COUNT;
        free_all := free_all - taken;
    END LOOP;
END
$$;

-- A pool that may not run more has no room for what waits, however many of its slots are free.
DO
$$
BEGIN
    EXECUTE replace(pg_get_functiondef('runs_to_preempt'::regproc), 'SELECT (f.pool).name AS pool, sum(f.free) AS slots',
                    'SELECT (f.pool).name AS pool, least(sum(f.free), min((f.pool).max_running)) AS slots');
    IF pg_get_functiondef('runs_to_preempt'::regproc) NOT LIKE '%min((f.pool).max_running)%' THEN
        RAISE EXCEPTION 'runs_to_preempt is not what it was';
    END IF;
END
$$;
