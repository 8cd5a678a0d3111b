-- Which runs leave their slots, and for which: a run of preempt_from or above takes the slot of one of preempted or below at
-- the border of its steps. A run leaves its slot max_preemptions times at the most.
ALTER TABLE queue_settings ADD COLUMN preempt_from    smallint NOT NULL DEFAULT 4;
ALTER TABLE queue_settings ADD COLUMN preempted       smallint NOT NULL DEFAULT 0;
ALTER TABLE queue_settings ADD COLUMN max_preemptions smallint NOT NULL DEFAULT 3;

-- The runs that are to leave general slots, all of them whoever holds them, the same ones until something changes. A tenant's
-- urgent runs take slots of its own first; slots of another only as far as that one is beyond its fair share and the tenant is
-- short of its own, so that urgency takes from nobody what belongs to him.
CREATE FUNCTION runs_to_preempt()
    RETURNS TABLE (run_id uuid, holder text)
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off
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
    WITH wish AS (
        SELECT lane.tenant, least(sum(few.waiting), coalesce(q.max_running, 1000000))::integer AS wanted
          FROM ready_lanes() AS lane
          LEFT JOIN tenant_quota AS q ON q.tenant = lane.tenant
         CROSS JOIN LATERAL (SELECT count(*) AS waiting
                               FROM (SELECT FROM run r
                                      WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant
                                            AND r.priority = lane.priority AND r.agent_name = lane.agent_name
                                      LIMIT 64) AS head) AS few
         WHERE lane.priority >= settings.preempt_from AND NOT coalesce(q.paused, false)
               AND NOT EXISTS (SELECT FROM paused_agent AS p WHERE p.tenant = lane.tenant AND p.agent_name = lane.agent_name)
         GROUP BY lane.tenant, q.max_running
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
