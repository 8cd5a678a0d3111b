package dev.parley.tool.plan;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of plans. */
@ApplicationScoped
class PlanRows {

    private final Sql sql;

    @Inject
    PlanRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * A plan as it was asked for.
     *
     * @param request as JSON
     * @param dependencies the same, of {@link Plan#before}
     */
    record Stored(
            String user,
            String request,
            String hash,
            @Nullable String dependencies,
            boolean cancelled) {}

    /** Keeps a plan, unless there is one of that id. */
    void insert(Caller caller, String id, String request, String hash, String dependencies) {
        sql.update(
                """
                INSERT INTO plan (tenant, id, user_id, request, request_hash, dependencies) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (tenant, id) DO NOTHING
                """,
                caller.tenant(),
                id,
                caller.user(),
                request,
                hash,
                dependencies);
    }

    Optional<Stored> find(String tenant, String id) {
        return sql.find(
                "SELECT user_id, request, request_hash, dependencies, cancel_requested_at FROM plan WHERE tenant = ? AND id = ?",
                row ->
                        new Stored(
                                row.getString("user_id"),
                                row.getString("request"),
                                row.getString("request_hash"),
                                row.getString("dependencies"),
                                row.getObject("cancel_requested_at") != null),
                tenant,
                id);
    }

    void requestCancel(String tenant, String id) {
        sql.update(
                "UPDATE plan SET cancel_requested_at = now() WHERE tenant = ? AND id = ? AND cancel_requested_at IS NULL",
                tenant,
                id);
    }
}
