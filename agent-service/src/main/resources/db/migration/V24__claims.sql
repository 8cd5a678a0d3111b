-- Claims in database time, deadlines that stand still while a run waits, pauses of two hands, and pools that share what is theirs.
SELECT set_config('parley.tenant', '*', true);

-- Neither of these is of use to a claim, and Postgres may not take them for that: what waits for no other run is in neither.
DROP INDEX ix_run_after_run_id;
CREATE INDEX ix_run_after_run_id ON run (after_run_id) WHERE after_run_id IS NOT NULL AND status IN ('QUEUED', 'CANCELLED');
-- Lists of runs read these. Without the condition, which holds for every run and which lists ask for, Postgres takes them for a
-- way to a lane while it knows of an empty queue, and reads all that a tenant ever had.
DROP INDEX ix_run_tenant_id;
CREATE INDEX ix_run_tenant_id ON run (tenant, id) WHERE message_seq >= 0;
DROP INDEX ix_run_user;
CREATE INDEX ix_run_user ON run (tenant, user_id, id) WHERE message_seq >= 0;
-- The plan of a claim is as good as what is known of the table.
ALTER TABLE run SET (autovacuum_analyze_scale_factor = 0.01, autovacuum_analyze_threshold = 1000);

-- A deadline moves on while its run waits, so that only what had passed it before waits in vain.
DROP INDEX ix_run_deadline_at;
CREATE INDEX ix_run_deadline_at ON run (deadline_at) WHERE status = 'RUNNING';
CREATE INDEX ix_run_overdue ON run (deadline_at) WHERE status = 'QUEUED' AND deadline_at <= queued_at;

-- Who pauses lifts the pause: a tenant's operator cannot lift that of the suite's.
ALTER TABLE tenant_quota ADD COLUMN paused_by_tenant boolean NOT NULL DEFAULT false;
ALTER TABLE tenant_quota ADD COLUMN paused_by_suite  boolean NOT NULL DEFAULT false;
UPDATE tenant_quota SET paused_by_suite = paused;
ALTER TABLE tenant_quota DROP COLUMN paused;
ALTER TABLE tenant_quota ADD COLUMN paused boolean GENERATED ALWAYS AS (paused_by_tenant OR paused_by_suite) STORED;
ALTER TABLE paused_agent ADD COLUMN by_suite boolean NOT NULL DEFAULT false;
ALTER TABLE paused_agent DROP CONSTRAINT paused_agent_pkey;
ALTER TABLE paused_agent ADD PRIMARY KEY (tenant, agent_name, by_suite);

-- Nothing has read it.
ALTER TABLE queue_settings DROP COLUMN version;

-- Makes ready what is due, and says how much that was.
CREATE FUNCTION promote_due(most integer)
    RETURNS integer
    LANGUAGE plpgsql
    SET enable_seqscan = off
    -- A lane is read in its order, and no further than needed; a bitmap would be made of all that is in it.
    SET enable_bitmapscan = off
AS
$$
DECLARE
    promoted integer := 0;
BEGIN
    IF EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND due_at <= now()) THEN
        UPDATE run SET ready = true, due_at = NULL, accepted_at = CASE WHEN epoch = 0 THEN due_at ELSE accepted_at END
         WHERE id IN (SELECT id FROM run WHERE status = 'QUEUED' AND due_at <= now()
                       ORDER BY due_at LIMIT most FOR UPDATE SKIP LOCKED);
        GET DIAGNOSTICS promoted = ROW_COUNT;
    END IF;
    RETURN promoted;
END
$$;

-- The pools of a process and how many of their slots are free there. At least one slot is general. Pools with labels claim
-- first, so that theirs leave the general slots to others, and those for the urgent last, so that they stay free for long. What
-- is exclusively a pool's has no other slot: each such pool has one before any has two, and all of theirs before the others.
CREATE OR REPLACE FUNCTION pools_with_free_slots(all_slots integer, busy_pools text[], busy_slots integer[])
    RETURNS TABLE (pool worker_pool, free integer)
    LANGUAGE sql STABLE
AS
$$
WITH asked AS (
    SELECT p, 0 AS turn, least(p.slots, 1) AS wanted FROM worker_pool AS p WHERE p.exclusive
    UNION ALL
    SELECT p, CASE WHEN p.exclusive THEN 1 ELSE 2 END, CASE WHEN p.exclusive THEN greatest(p.slots - 1, 0) ELSE p.slots END
      FROM worker_pool AS p
), given AS (
    SELECT p, greatest(0, least(wanted, all_slots - 1 - coalesce(sum(wanted) OVER (
                  ORDER BY turn, (p).name ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))::integer AS slots
      FROM asked
), kept AS (
    SELECT p, sum(slots)::integer AS slots,
           CASE WHEN (p).tenants || (p).agents || (p).models <> '{}' THEN 0 ELSE 2 END AS place
      FROM given GROUP BY p
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

-- Whether a pool may have the runs of a lane: what is exclusively the pools' nobody else has.
CREATE FUNCTION pool_may_have(pool worker_pool, lane run_lane)
    RETURNS boolean
    LANGUAGE sql STABLE
AS
$$
SELECT pool_takes(pool, lane)
   AND (pool.exclusive OR NOT EXISTS (SELECT FROM worker_pool AS p WHERE p.exclusive AND pool_takes(p, lane)))
$$;

DROP FUNCTION claim_from_lanes(text, bigint, bigint, text, integer, run_lane[], queue_settings);

-- Claims from these lanes for the slots of one pool.
--
-- Each tenant's runs are taken by priority, raised by ageing, then by age. Between tenants: who is within its fair share of
-- the pool's slots goes before who is beyond it, whatever the priority, so that priority orders the work of a tenant and the
-- work within the shares but buys no share. Then by priority, then whoever runs least for its weight, then by the turns had
-- so far: stride scheduling (Waldspurger, Weihl: MIT/LCS/TM-528, 1995).
--
-- A limit that leaves no room takes whole lanes or users out before anything is counted, so that a run which may be claimed
-- never stands behind one that may not. A lane gives at most 16 a claim, which bounds what is looked at. Lanes go by the model
-- that their agent has now; a run that keeps an earlier version of it counts for that version's.
CREATE FUNCTION claim_from_lanes(claimer text, lease_ms bigint, builtin_timeout_ms bigint, at timestamptz, pool_name text, slots integer,
                                 lanes run_lane[], settings queue_settings)
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
           coalesce(q.weight, 1) / sum(coalesce(q.weight, 1)) OVER ()
               * (sum(coalesce(busy.in_pool, 0)) OVER () + slots) AS fair
      FROM (SELECT DISTINCT lane.tenant FROM lane) AS waiting
      LEFT JOIN (SELECT tenant, count(*) AS everywhere, count(*) FILTER (WHERE pool = pool_name) AS in_pool
                   FROM running GROUP BY tenant) AS busy USING (tenant)
      LEFT JOIN tenant_quota AS q USING (tenant)
      LEFT JOIN tenant_share AS t USING (tenant)
     WHERE NOT coalesce(q.paused, false) AND coalesce(busy.everywhere, 0) < coalesce(q.max_running, 2147483647)
), head AS (
    SELECT lane.tenant, oldest.id, oldest.user_id, oldest.accepted_at, share.user_max,
           coalesce(CASE WHEN EXISTS (SELECT FROM provider) THEN
                        (SELECT v.definition::jsonb ->> 'model' FROM run AS r
                           JOIN agent_version AS v ON v.tenant = r.tenant AND v.agent_id = r.agent_id AND v.version = r.agent_version
                          WHERE r.id = oldest.id)
                    END, lane.model) AS model,
           least(4, lane.priority + floor(extract(epoch FROM at - oldest.accepted_at) * 1000 / settings.ageing_ms)) AS level
      FROM lane
      JOIN share USING (tenant)
     CROSS JOIN LATERAL (SELECT r.id, r.user_id, r.accepted_at FROM run r
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
     WHERE NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name);
    FOR one IN SELECT * FROM pools_with_free_slots(all_slots, busy_pools, busy_slots) LOOP
        SELECT array_agg(lane) INTO open
          FROM unnest(lanes) AS lane
         WHERE pool_may_have(one.pool, lane);
        room := least(free_all, one.free, (one.pool).max_running
                      - (SELECT count(*) FROM run WHERE status = 'RUNNING' AND run.pool = (one.pool).name));
        CONTINUE WHEN open IS NULL OR room <= 0;
        RETURN QUERY SELECT * FROM claim_from_lanes(claimer, lease_ms, builtin_timeout_ms, at, (one.pool).name, room, open, settings);
        GET DIAGNOSTICS taken = ROW_COUNT;
        free_all := free_all - taken;
    END LOOP;
END
$$;

-- The runs that are to leave general slots, all of them whoever holds them, the same ones until something changes. A tenant's
-- urgent runs take slots of its own first; slots of another only as far as that one is beyond its fair share and the tenant is
-- short of its own, so that urgency takes from nobody what belongs to him.
CREATE OR REPLACE FUNCTION runs_to_preempt()
    RETURNS TABLE (run_id uuid, holder text)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
    -- A lane is read in its order, and no further than needed; a bitmap would be made of all that is in it.
    SET enable_bitmapscan = off
    SET jit = off
AS
$$
DECLARE
    settings queue_settings%ROWTYPE;
BEGIN
    SELECT * INTO STRICT settings FROM queue_settings;
    IF settings.paused OR settings.max_preemptions = 0
        OR NOT EXISTS (SELECT FROM run WHERE status = 'QUEUED' AND ready)
        OR NOT EXISTS (SELECT FROM run WHERE status = 'RUNNING' AND priority <= settings.preempted) THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH urgent AS MATERIALIZED (
        SELECT lane FROM ready_lanes() AS lane
          LEFT JOIN tenant_quota AS q ON q.tenant = lane.tenant
         WHERE lane.priority >= settings.preempt_from AND NOT coalesce(q.paused, false)
               AND NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name)
               -- What is exclusively a pool's gets no general slot, and what its provider has no room for gets none at all.
               AND NOT EXISTS (SELECT FROM worker_pool AS p WHERE p.exclusive AND pool_takes(p, lane))
               AND NOT EXISTS (SELECT FROM provider_limit AS l
                                WHERE l.provider = split_part(lane.model, '/', 1)
                                      AND l.max_running <= (SELECT count(*) FROM run AS r
                                                             WHERE r.status = 'RUNNING' AND split_part(r.model, '/', 1) = l.provider))
    ), busy_user AS (
        SELECT r.tenant, r.user_id, count(*) AS running FROM run AS r WHERE r.status = 'RUNNING' GROUP BY r.tenant, r.user_id
    ), slot AS (
        SELECT (f.pool).name AS pool, sum(f.free) AS slots
          FROM worker AS w
         CROSS JOIN LATERAL pools_with_free_slots(coalesce(w.wanted_slots, w.slots), '{}', '{}') AS f
         WHERE w.seen_at > now() - interval '15 seconds' AND NOT w.draining AND coalesce(w.wanted_slots, w.slots) > 0
               AND EXISTS (SELECT FROM urgent WHERE pool_may_have(f.pool, urgent.lane))
         GROUP BY 1
    ), vacant AS (
        SELECT coalesce(sum(greatest(0, slot.slots - (SELECT count(*) FROM run AS r
                                                       WHERE r.status = 'RUNNING' AND r.pool = slot.pool))), 0) AS slots
          FROM slot
    ), wish AS (
        SELECT (u.lane).tenant,
               greatest(0, least(sum(few.waiting), coalesce(q.max_running, 1000000)) - min(vacant.slots))::integer AS wanted
          FROM urgent AS u
          LEFT JOIN tenant_quota AS q ON q.tenant = (u.lane).tenant
         CROSS JOIN vacant
         CROSS JOIN LATERAL (SELECT count(*) AS waiting
                               FROM (SELECT head.user_id, row_number() OVER (PARTITION BY head.user_id) AS nth
                                       FROM (SELECT r.user_id FROM run r
                                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = (u.lane).tenant
                                                    AND r.priority = (u.lane).priority AND r.agent_name = (u.lane).agent_name
                                              LIMIT 64) AS head) AS one
                              WHERE one.nth + coalesce((SELECT b.running FROM busy_user AS b
                                                         WHERE b.tenant = (u.lane).tenant AND b.user_id = one.user_id), 0)
                                    <= coalesce(q.user_max_running, settings.user_max_running)) AS few
         GROUP BY 1, q.max_running
), general AS (
        SELECT r.id, r.tenant, r.owner, r.priority, r.started_at, r.preemptions FROM run r
         WHERE r.status = 'RUNNING' AND r.pool = 'general'
    ), share AS (
        SELECT tenant, coalesce(busy.running, 0) AS running, coalesce(wish.wanted, 0) AS wanted,
               coalesce(q.weight, 1) / sum(coalesce(q.weight, 1)) OVER () * sum(coalesce(busy.running, 0)) OVER () AS fair
          FROM (SELECT tenant, count(*) AS running FROM general GROUP BY tenant) AS busy
          FULL JOIN wish USING (tenant)
          LEFT JOIN tenant_quota AS q USING (tenant)
    ), victim AS (
        SELECT g.id, g.tenant, g.owner, row_number() OVER (PARTITION BY g.tenant ORDER BY g.started_at DESC, g.id) AS nth,
               count(*) OVER (PARTITION BY g.tenant) AS victims
          FROM general AS g
         WHERE g.priority <= settings.preempted AND g.preemptions < settings.max_preemptions
    ), own AS (
        SELECT v.id, v.owner FROM victim AS v JOIN share AS s USING (tenant) WHERE v.nth <= s.wanted
    ), short AS (
        SELECT coalesce(sum(greatest(0, least(s.wanted - coalesce(v.victims, 0), floor(s.fair) - s.running))), 0) AS slots
          FROM share AS s LEFT JOIN (SELECT DISTINCT tenant, victims FROM victim) AS v USING (tenant)
    ), beyond AS (
        SELECT v.id, v.owner, row_number() OVER (ORDER BY v.nth, v.id) AS place
          FROM victim AS v JOIN share AS s USING (tenant)
         WHERE s.wanted = 0 AND v.nth <= s.running - ceil(s.fair)
    )
    SELECT own.id, own.owner FROM own
    UNION ALL
    SELECT beyond.id, beyond.owner FROM beyond, short WHERE beyond.place <= short.slots;
END
$$;

-- The lanes of one tenant, whatever the others have.
CREATE FUNCTION lanes_of(of_tenant text)
    RETURNS SETOF run_lane
    LANGUAGE sql STABLE
AS
$$
WITH RECURSIVE lane AS (
    (SELECT r.priority, r.agent_name FROM run r WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = of_tenant
      ORDER BY r.priority, r.agent_name LIMIT 1)
    UNION ALL
    SELECT following.priority, following.agent_name
      FROM lane
     CROSS JOIN LATERAL (SELECT r.priority, r.agent_name FROM run r
                          WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = of_tenant
                                AND (r.priority, r.agent_name) > (lane.priority, lane.agent_name)
                          ORDER BY r.priority, r.agent_name LIMIT 1) AS following
)
SELECT of_tenant, lane.priority, lane.agent_name, coalesce(a.model, 'default/auto')
  FROM lane
  LEFT JOIN agent AS a ON a.tenant = of_tenant AND a.name = lane.agent_name
$$;

-- How much waits in each lane, of one tenant if it is named, at the heads only: a count stops at most_counted.
DROP FUNCTION queue_lanes(integer);
CREATE FUNCTION queue_lanes(most_counted integer, of_tenant text DEFAULT NULL)
    RETURNS TABLE (lane_tenant text, lane_priority smallint, lane_agent text, lane_model text, queued bigint, oldest timestamptz)
    LANGUAGE sql STABLE
    SET enable_seqscan = off
    -- A lane is read in its order, and no further than needed; a bitmap would be made of all that is in it.
    SET enable_bitmapscan = off
    SET jit = off
AS
$$
SELECT lane.tenant, lane.priority, lane.agent_name, lane.model, counted.queued, counted.oldest
  FROM (SELECT * FROM ready_lanes() WHERE of_tenant IS NULL
        UNION ALL
        SELECT * FROM lanes_of(of_tenant) WHERE of_tenant IS NOT NULL) AS lane
 CROSS JOIN LATERAL (SELECT count(*) AS queued, min(few.accepted_at) AS oldest
                       FROM (SELECT r.accepted_at FROM run r
                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                                    AND r.agent_name = lane.agent_name
                              ORDER BY r.accepted_at, r.id LIMIT most_counted) AS few) AS counted
$$;

-- How many slots the live processes together have for each pool: none for an exclusive one means that its runs wait in vain.
CREATE FUNCTION pool_slots()
    RETURNS TABLE (pool_name text, slots bigint)
    LANGUAGE sql STABLE
AS
$$
SELECT (f.pool).name, sum(f.free)
  FROM worker AS w
 CROSS JOIN LATERAL pools_with_free_slots(coalesce(w.wanted_slots, w.slots), '{}', '{}') AS f
 WHERE w.seen_at > now() - interval '15 seconds' AND NOT w.draining AND coalesce(w.wanted_slots, w.slots) > 0
 GROUP BY 1
$$;
