-- What one tenant wishes takes nothing from another's preemption, vacant slots count only for tenants that may use them, and fair
-- shares are exact.
SELECT set_config('parley.tenant', '*', true);

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
    WITH provider AS (
        SELECT l.provider, l.max_running - (SELECT count(*) FROM run AS r
                                             WHERE r.status = 'RUNNING' AND split_part(r.model, '/', 1) = l.provider) AS room
          FROM provider_limit AS l
    ), urgent AS MATERIALIZED (
        SELECT lane, p.provider, p.room FROM ready_lanes() AS lane
          LEFT JOIN tenant_quota AS q ON q.tenant = lane.tenant
          LEFT JOIN provider AS p ON p.provider = split_part(lane.model, '/', 1)
         WHERE lane.priority >= settings.preempt_from AND NOT coalesce(q.paused, false)
               AND NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name)
               -- What is exclusively a pool's gets no general slot, and what its provider has no room for gets none at all.
               AND NOT EXISTS (SELECT FROM worker_pool AS p WHERE p.exclusive AND pool_takes(p, lane))
               AND coalesce(p.room, 1) > 0
    ), busy_user AS (
        SELECT r.tenant, r.user_id, count(*) AS running FROM run AS r WHERE r.status = 'RUNNING' GROUP BY r.tenant, r.user_id
    ), everywhere AS (
        SELECT b.tenant, sum(b.running) AS running FROM busy_user AS b GROUP BY b.tenant
    ), slot AS (
        SELECT (f.pool).name AS pool, least(sum(f.free), min((f.pool).max_running)) AS slots
          FROM worker AS w
         CROSS JOIN LATERAL pools_with_free_slots(coalesce(w.wanted_slots, w.slots), '{}', '{}') AS f
         WHERE w.seen_at > now() - interval '5 seconds' AND NOT w.draining AND coalesce(w.wanted_slots, w.slots) > 0
               AND EXISTS (SELECT FROM urgent WHERE pool_may_have(f.pool, urgent.lane))
         GROUP BY 1
    ), vacant AS (
        SELECT coalesce(sum(greatest(0, slot.slots - (SELECT count(*) FROM run AS r
                                                       WHERE r.status = 'RUNNING' AND r.pool = slot.pool))), 0) AS slots
          FROM slot
    ), waiting AS (
        SELECT u.lane, u.provider, u.room, few.waiting
          FROM urgent AS u
          LEFT JOIN tenant_quota AS q ON q.tenant = (u.lane).tenant
         CROSS JOIN LATERAL (SELECT count(*) AS waiting
                               FROM (SELECT head.user_id, row_number() OVER (PARTITION BY head.user_id) AS nth
                                       FROM (SELECT r.user_id FROM run r
                                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = (u.lane).tenant
                                                    AND r.priority = (u.lane).priority AND r.agent_name = (u.lane).agent_name
                                              LIMIT 64) AS head) AS one
                              WHERE one.nth + coalesce((SELECT b.running FROM busy_user AS b
                                                         WHERE b.tenant = (u.lane).tenant AND b.user_id = one.user_id), 0)
                                    <= coalesce(q.user_max_running, settings.user_max_running)) AS few
    ), served AS (
        -- No more than the provider has room for, the tenant's most urgent lanes first. What others wish is not counted: whether
        -- they may have it stands further below.
        SELECT w.lane, CASE WHEN w.provider IS NULL THEN w.waiting
                            ELSE greatest(0, least(w.waiting, w.room - coalesce(sum(w.waiting) OVER (
                                     PARTITION BY (w.lane).tenant, w.provider ORDER BY (w.lane).priority DESC, (w.lane).agent_name
                                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)))
                       END AS waiting
          FROM waiting AS w
    ), wish AS (
        SELECT (s.lane).tenant,
               -- Vacant slots are of use to a tenant only as far as it may run more.
               greatest(0, least(sum(s.waiting), coalesce(q.max_running, 1000000))
                               - least(min(vacant.slots), greatest(0, coalesce(q.max_running, 1000000) - coalesce(everywhere.running, 0)))
                       )::integer AS wanted
          FROM served AS s
          LEFT JOIN tenant_quota AS q ON q.tenant = (s.lane).tenant
          LEFT JOIN everywhere ON everywhere.tenant = (s.lane).tenant
         CROSS JOIN vacant
         GROUP BY 1, q.max_running, everywhere.running
    ), general AS (
        SELECT r.id, r.tenant, r.owner, r.priority, r.started_at, r.preemptions FROM run r
         WHERE r.status = 'RUNNING' AND r.pool = 'general'
    ), share AS (
        SELECT tenant, coalesce(busy.running, 0) AS running, coalesce(wish.wanted, 0) AS wanted,
               coalesce(q.max_running, 1000000) - coalesce(everywhere.running, 0) AS room,
               -- Multiplied first: a third of 48 is to be 16, and not a bit more.
               coalesce(q.weight, 1)::float8 * sum(coalesce(busy.running, 0)) OVER () / sum(coalesce(q.weight, 1)::float8) OVER () AS fair
          FROM (SELECT tenant, count(*) AS running FROM general GROUP BY tenant) AS busy
          FULL JOIN wish USING (tenant)
          LEFT JOIN everywhere USING (tenant)
          LEFT JOIN tenant_quota AS q USING (tenant)
    ), victim AS (
        SELECT g.id, g.tenant, g.owner, row_number() OVER (PARTITION BY g.tenant ORDER BY g.started_at DESC, g.id) AS nth,
               count(*) OVER (PARTITION BY g.tenant) AS victims
          FROM general AS g
         WHERE g.priority <= settings.preempted AND g.preemptions < settings.max_preemptions
    ), own AS (
        SELECT v.id, v.owner FROM victim AS v JOIN share AS s USING (tenant) WHERE v.nth <= s.wanted
    ), short AS (
        SELECT coalesce(sum(greatest(0, least(s.wanted - coalesce(v.victims, 0), floor(s.fair) - s.running, s.room))), 0) AS slots
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
