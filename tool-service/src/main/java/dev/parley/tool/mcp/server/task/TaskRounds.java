package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.tool.mcp.server.call.Inputs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a client answers to a task that waits for it. Over a task's life no name may mean
 * two requests, so clients see each with the number of its round before it.
 */
@ApplicationScoped
class TaskRounds {

    private static final char BEHIND_ROUND = '.';

    private static final String LOCK =
            """
            SELECT tool, arguments, round, state, requests, answers FROM mcp_task
             WHERE tenant = ? AND user_id = ? AND id = ? AND status = 'INPUT_REQUIRED' FOR UPDATE
            """;

    private static final String KEEP =
            "UPDATE mcp_task SET requests = ?, answers = ?, updated_at = now() WHERE tenant = ? AND id = ?";

    private static final String GO_ON =
            """
            UPDATE mcp_task SET status = 'WORKING', round = round + 1, requests = NULL, answers = NULL, state = NULL,
                   alive_at = now(), updated_at = now()
             WHERE tenant = ? AND id = ?
            """;

    private final Sql sql;
    private final TaskRows rows;

    @Inject
    TaskRounds(Sql sql, TaskRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /**
     * A round that can begin.
     *
     * @param number counted from 1
     */
    record Next(String tool, ObjectNode arguments, int number, Inputs inputs) {}

    /** The same requests under the names that the client sees. */
    static ObjectNode named(ObjectNode requests, int round) {
        ObjectNode named = requests.objectNode();
        requests.properties()
                .forEach(request ->
                        named.set(
                                "" + round + BEHIND_ROUND + request.getKey(), request.getValue()));
        return named;
    }

    /**
     * Takes what a client answers; what nobody asked is ignored. Gives the next round once all is
     * answered, to one caller only.
     */
    @Transactional
    Optional<Next> answer(Caller caller, UUID id, Map<String, JsonNode> given) {
        Waiting waiting =
                sql.find(LOCK, this::waiting, caller.tenant(), caller.user(), id).orElse(null);
        if (waiting == null) {
            return Optional.empty();
        }
        given.forEach(waiting::take);
        if (!waiting.requests().isEmpty()) {
            sql.update(
                    KEEP,
                    waiting.requests().toString(),
                    waiting.answers().toString(),
                    caller.tenant(),
                    id);
            return Optional.empty();
        }
        sql.update(GO_ON, caller.tenant(), id);
        return Optional.of(waiting.next());
    }

    private Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getString("tool"),
                rows.parse(row.getString("arguments")),
                row.getInt("round"),
                row.getString("state"),
                rows.parse(row.getString("requests")),
                rows.parse(row.getString("answers")));
    }

    private record Waiting(
            String tool,
            ObjectNode arguments,
            int round,
            @Nullable String state,
            ObjectNode requests,
            ObjectNode answers) {

        void take(String name, JsonNode answer) {
            if (requests.remove(name) != null) {
                answers.set(name, answer);
            }
        }

        Next next() {
            Map<String, JsonNode> byName = new HashMap<>();
            answers.properties()
                    .forEach(answer ->
                            byName.put(
                                    answer.getKey()
                                            .substring(answer.getKey().indexOf(BEHIND_ROUND) + 1),
                                    answer.getValue()));
            return new Next(tool, arguments, round + 1, new Inputs(byName, state));
        }
    }
}
