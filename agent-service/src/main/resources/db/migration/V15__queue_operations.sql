-- How much may wait, besides what the processes' own limits are. Reported to conversation-service, which refuses what is more.
ALTER TABLE queue_settings ADD COLUMN max_open        integer NOT NULL DEFAULT 1000000;
ALTER TABLE queue_settings ADD COLUMN tenant_max_open integer NOT NULL DEFAULT 100000;
ALTER TABLE queue_settings ADD COLUMN user_max_open   integer NOT NULL DEFAULT 10000;
ALTER TABLE tenant_quota   ADD COLUMN max_open        integer;

-- The processes that execute runs. '*': they belong to no tenant.
CREATE TABLE worker (
    instance     text        PRIMARY KEY,
    tenant       text        NOT NULL DEFAULT '*' CHECK (tenant = '*'),
    slots        integer     NOT NULL,
    -- What an operator wants instead of what the process was started with.
    wanted_slots integer,
    draining     boolean     NOT NULL DEFAULT false,
    seen_at      timestamptz NOT NULL
) WITH (fillfactor = 20);
CALL keep_tenants_apart('worker');

-- The lanes with something in them, at the heads only: a count stops at most_counted.
CREATE FUNCTION queue_lanes(most_counted integer)
    RETURNS TABLE (lane_tenant text, lane_priority smallint, queued bigint, oldest timestamptz)
    LANGUAGE sql STABLE
    SET enable_seqscan = off
    SET jit = off
AS
$$
WITH RECURSIVE lane AS (
    (SELECT r.tenant, r.priority FROM run r WHERE r.status = 'QUEUED' AND r.ready ORDER BY r.tenant, r.priority LIMIT 1)
    UNION ALL
    SELECT following.tenant, following.priority
      FROM lane
     CROSS JOIN LATERAL (SELECT r.tenant, r.priority FROM run r
                          WHERE r.status = 'QUEUED' AND r.ready AND (r.tenant, r.priority) > (lane.tenant, lane.priority)
                          ORDER BY r.tenant, r.priority LIMIT 1) AS following
)
SELECT lane.tenant, lane.priority, counted.queued, counted.oldest
  FROM lane
 CROSS JOIN LATERAL (SELECT count(*) AS queued, min(few.accepted_at) AS oldest
                       FROM (SELECT r.accepted_at FROM run r
                              WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant AND r.priority = lane.priority
                              ORDER BY r.accepted_at, r.id LIMIT most_counted) AS few) AS counted
$$;
