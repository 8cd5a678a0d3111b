package dev.parley.agent.outlook;

import dev.parley.contracts.event.Priority;
import dev.parley.platform.database.Sql;
import dev.parley.platform.tenancy.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the report for conversation-service. */
@ApplicationScoped
class ReportReader {

    private static final String ANY_OTHER = "";

    private static final String RULES =
            "SELECT max_open, tenant_max_open, user_max_open FROM queue_settings";

    private static final String LIMITS =
            "SELECT tenant, max_open FROM tenant_quota WHERE max_open IS NOT NULL ORDER BY max_open, tenant LIMIT ?";

    /** So many are looked ahead to see what each costs. */
    private static final int FURTHER = 20;

    private static final int MOST_LIMITS = 10_000;

    private final Sql sql;
    private final QueueLoads loads;
    private final OpenRuns open;

    @Inject
    ReportReader(Sql sql, QueueLoads loads, OpenRuns open) {
        this.sql = sql;
        this.loads = loads;
        this.open = open;
    }

    QueueReport read() {
        QueueLoad load = loads.latest();
        QueueReport.Rules rules = rules();
        return new QueueReport(
                Instant.now(),
                load.queued(),
                open.count(new OpenRuns.Whose.All(), rules.maxOpen()).now(),
                load.turnMs(),
                load.serviceMs(),
                rules,
                limits(),
                outlooks(load));
    }

    private List<QueueReport.TenantLimit> limits() {
        return TenantScope.callForEveryTenant(() ->
                sql.list(
                        LIMITS,
                        row -> new QueueReport.TenantLimit(row.getString(1), row.getInt(2)),
                        MOST_LIMITS));
    }

    private QueueReport.Rules rules() {
        return TenantScope.callForEveryTenant(() ->
                sql.find(
                                RULES,
                                row ->
                                        new QueueReport.Rules(
                                                row.getInt(1), row.getInt(2), row.getInt(3)))
                        .orElseThrow());
    }

    private static List<QueueReport.Next> outlooks(QueueLoad load) {
        Set<String> tenants = new LinkedHashSet<>();
        tenants.add(ANY_OTHER);
        tenants.addAll(load.waiting().keySet());
        tenants.addAll(load.tenants().keySet());
        List<QueueReport.Next> outlooks = new ArrayList<>();
        for (String tenant : tenants) {
            for (Priority priority : Priority.values()) {
                next(load, tenant, priority).ifPresent(outlooks::add);
            }
        }
        return outlooks;
    }

    private static Optional<QueueReport.Next> next(
            QueueLoad load, String tenant, Priority priority) {
        return Outlook.ofNext(load, tenant, priority, 0)
                .flatMap(next ->
                        Outlook.ofNext(load, tenant, priority, FURTHER)
                                .map(later ->
                                        new QueueReport.Next(
                                                tenant,
                                                priority,
                                                next.position(),
                                                next.waitMs(),
                                                each(later.position() - next.position()),
                                                each(later.waitMs() - next.waitMs()))));
    }

    private static double each(long ofFurther) {
        return (double) ofFurther / FURTHER;
    }
}
