package dev.parley.agent.outlook;

import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Tells what runs that wait can expect. */
@ApplicationScoped
public class Outlooks {

    private static final int DEEPEST = 10_000;

    /**
     * The places of runs among the ready ones of their tenant, in the order of the claim; one scan
     * of the heads of the lanes, however many are asked for.
     */
    private static final String PLACES =
            """
            WITH asked AS (
                SELECT id, tenant FROM run WHERE id = ANY (?) AND status = 'QUEUED' AND ready
            ), ranked AS (
                SELECT head.id, lane.tenant,
                       row_number() OVER (PARTITION BY lane.tenant ORDER BY lane.priority DESC, head.accepted_at, head.id) AS place
                  FROM ready_lanes() AS lane
                 CROSS JOIN LATERAL (SELECT r.id, r.accepted_at FROM run r
                                      WHERE r.status = 'QUEUED' AND r.ready AND r.tenant = lane.tenant
                                            AND r.priority = lane.priority AND r.agent_name = lane.agent_name
                                      ORDER BY r.accepted_at, r.id LIMIT ?) AS head
                 WHERE lane.tenant IN (SELECT tenant FROM asked)
            )
            SELECT ranked.id, ranked.tenant, ranked.place FROM ranked JOIN asked USING (id)
            """;

    private final Sql sql;
    private final QueueLoads loads;
    private volatile Since since = new Since(null, new ConcurrentHashMap<>());

    @Inject
    Outlooks(Sql sql, QueueLoads loads) {
        this.sql = sql;
        this.loads = loads;
    }

    /** What this process has accepted since a load was read, which does not know of it. */
    private record Since(@Nullable QueueLoad load, Map<Lane, LongAdder> accepted) {

        long of(String tenant, Priority least) {
            return accepted.entrySet().stream()
                    .filter(it -> it.getKey().tenant().equals(tenant))
                    .filter(it -> it.getKey().priority().compareTo(least) >= 0)
                    .mapToLong(it -> it.getValue().sum())
                    .sum();
        }
    }

    private record Lane(String tenant, Priority priority) {}

    private record Place(RunId run, String tenant, long place) {}

    /** What a run of a tenant can expect that is accepted now; empty if nobody can tell. */
    public Optional<Outlook> ofNext(String tenant, Priority priority) {
        Since present = since();
        return Outlook.ofNext(
                Objects.requireNonNull(present.load()),
                tenant,
                priority,
                present.of(tenant, priority));
    }

    /**
     * Remembers a run that was accepted until the load that is read next knows of it. Reads nothing
     * itself: a request's transaction sees its tenant's rows only.
     */
    public void accepted(String tenant, Priority priority) {
        since.accepted()
                .computeIfAbsent(new Lane(tenant, priority), lane -> new LongAdder())
                .increment();
    }

    private Since since() {
        QueueLoad load = loads.latest();
        Since present = since;
        if (present.load() != load) {
            present = new Since(load, new ConcurrentHashMap<>());
            since = present;
        }
        return present;
    }

    /**
     * What these runs can expect, as far as they are ready, among the first 10,000 of their lane,
     * and anybody can tell.
     */
    Map<RunId, Outlook> of(Collection<RunId> runs) {
        QueueLoad load = loads.latest();
        List<UUID> ids = runs.stream().map(RunId::value).toList();
        List<Place> places =
                TenantScope.callForEveryTenant(() ->
                        sql.list(
                                PLACES,
                                row ->
                                        new Place(
                                                new RunId(row.getObject(1, UUID.class)),
                                                row.getString(2),
                                                row.getLong(3)),
                                ids,
                                DEEPEST));
        Map<RunId, Outlook> found = new HashMap<>();
        for (Place place : places) {
            Outlook.behind(load, place.tenant(), place.place() - 1)
                    .ifPresent(outlook -> found.put(place.run(), outlook));
        }
        return found;
    }
}
