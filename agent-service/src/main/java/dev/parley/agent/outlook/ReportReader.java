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
import java.util.Objects;
import java.util.Set;

/** Makes the report for conversation-service. */
@ApplicationScoped
class ReportReader {

    private static final String ANY_OTHER = "";

    private static final String RULES =
            "SELECT max_open, tenant_max_open, user_max_open FROM queue_settings";

    private final Sql sql;
    private final QueueLoads loads;

    @Inject
    ReportReader(Sql sql, QueueLoads loads) {
        this.sql = sql;
        this.loads = loads;
    }

    QueueReport read() {
        QueueLoad load = loads.latest();
        return new QueueReport(
                Instant.now(),
                load.queued(),
                load.turnMs(),
                load.serviceMs(),
                rules(),
                load.tenants().values().stream()
                        .filter(tenant -> tenant.maxOpen() != null)
                        .map(tenant ->
                                new QueueReport.TenantLimit(
                                        tenant.name(), Objects.requireNonNull(tenant.maxOpen())))
                        .toList(),
                outlooks(load));
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
                Outlook.ofNext(load, tenant, priority, 0)
                        .ifPresent(next ->
                                outlooks.add(
                                        new QueueReport.Next(
                                                tenant, priority, next.position(), next.waitMs())));
            }
        }
        return outlooks;
    }
}
