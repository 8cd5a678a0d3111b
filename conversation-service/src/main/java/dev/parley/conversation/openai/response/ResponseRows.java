package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The stored responses. Who may see a conversation may see its responses. */
@ApplicationScoped
class ResponseRows {

    private static final String INSERT =
            """
            INSERT INTO response (run_id, tenant, conversation_id, after_seq, first_input, last_input, echo, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND =
            """
            SELECT r.run_id, r.conversation_id, r.after_seq, r.first_input, r.last_input, r.echo, r.created_at
              FROM response AS r JOIN conversation AS c ON c.id = r.conversation_id
             WHERE r.run_id = ? AND c.tenant = ? AND (c.user_id = ? OR ?) AND c.status <> 'deleted'
            """;

    private final Sql sql;

    @Inject
    ResponseRows(Sql sql) {
        this.sql = sql;
    }

    void insert(String tenant, StoredResponse response) {
        sql.update(
                INSERT,
                response.run().value(),
                tenant,
                response.conversation().value(),
                response.afterSeq(),
                response.firstInput(),
                response.lastInput(),
                response.echo().toString(),
                response.createdAt());
    }

    Optional<StoredResponse> find(Caller caller, String id) {
        return ResponseId.find(id)
                .flatMap(response ->
                        sql.find(
                                FIND,
                                ResponseRows::read,
                                response.run().value(),
                                caller.tenant(),
                                caller.user(),
                                caller.seesWholeTenant()));
    }

    /** Refuses with {@code not-found} what the caller may not see. */
    StoredResponse get(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> ProblemException.notFound("response"));
    }

    void delete(StoredResponse response) {
        sql.update("DELETE FROM response WHERE run_id = ?", response.run().value());
    }

    private static StoredResponse read(ResultSet row) throws SQLException {
        return new StoredResponse(
                new ConversationId(row.getObject("conversation_id", UUID.class)),
                new RunId(row.getObject("run_id", UUID.class)),
                row.getLong("after_seq"),
                row.getLong("first_input"),
                row.getLong("last_input"),
                tree(row.getString("echo")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) EventJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored response is readable", e);
        }
    }
}
