package dev.parley.tool.mcp.server.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.Sql;
import dev.parley.platform.expiry.Expiring;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.rpc.RpcId;
import dev.parley.tool.mcp.rpc.RpcJson;
import dev.parley.tool.mcp.rpc.RpcMessage;
import dev.parley.tool.mcp.server.call.InputRequest;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Exchange;
import dev.parley.tool.mcp.server.protocol.UuidText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks a client while it waits for its call. The question goes out on the stream of the call; the
 * answer comes in a request of its own, to any replica, and is fetched from Postgres.
 */
@ApplicationScoped
public class Questions {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Longer than a call is waited for. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String ASK =
            "INSERT INTO mcp_question (tenant, id, user_id) VALUES (?, ?, ?)";

    private static final String ANSWER =
            """
            UPDATE mcp_question SET answer = ? WHERE tenant = ? AND id = ? AND user_id = ? AND answer IS NULL
            """;

    private static final String FETCH =
            """
            DELETE FROM mcp_question WHERE tenant = ? AND id = ? AND answer IS NOT NULL RETURNING answer
            """;

    private final Sql sql;
    private final ObjectMapper mapper = EventJson.mapper();

    @Inject
    Questions(Sql sql) {
        this.sql = sql;
    }

    /** A question that is never answered is forgotten. */
    @Produces
    @Singleton
    static Expiring questions() {
        return new Expiring("mcp_question", FORGOTTEN);
    }

    /**
     * Asks all of this at once and waits for all answers.
     *
     * @param most how long
     */
    public Map<String, JsonNode> ask(
            Exchange exchange, Map<String, InputRequest> requests, Duration most)
            throws ClientGone, InterruptedException {
        Caller caller = exchange.peer().caller();
        Map<UUID, String> open = new HashMap<>();
        for (Map.Entry<String, InputRequest> request : requests.entrySet()) {
            UUID id = UUID.randomUUID();
            sql.update(ASK, caller.tenant(), id, caller.user());
            open.put(id, request.getKey());
            exchange.wire().send(message(id, request.getValue()));
        }
        return await(exchange, open, most);
    }

    /** Takes a client's answer; false if nobody asked it, or it has answered already. */
    public boolean answer(Caller caller, RpcMessage.Reply reply) {
        ObjectNode answer = mapper.createObjectNode().put("failed", reply.failed());
        answer.set("body", reply.body());
        return UuidText.find(reply.id().text())
                .filter(id ->
                        sql.update(ANSWER, answer.toString(), caller.tenant(), id, caller.user())
                                == 1)
                .isPresent();
    }

    private Map<String, JsonNode> await(Exchange exchange, Map<UUID, String> open, Duration most)
            throws ClientGone, InterruptedException {
        Map<String, JsonNode> answers = new HashMap<>();
        long begun = System.nanoTime();
        long lastBeat = begun;
        while (true) {
            open.entrySet().removeIf(question -> fetched(exchange, question, answers));
            if (open.isEmpty()) {
                return answers;
            }
            long now = System.nanoTime();
            if (now - begun > most.toNanos()) {
                throw RpcException.invalid("The client did not answer in time what it was asked.");
            }
            if (now - lastBeat > HEARTBEAT.toNanos()) {
                lastBeat = now;
                exchange.wire().heartbeat();
            }
            Thread.sleep(pause(Duration.ofNanos(now - begun)));
        }
    }

    /** A person takes longer than a program, and may be looked after less often. */
    private static Duration pause(Duration waited) {
        Duration some = waited.dividedBy(8);
        if (some.compareTo(SHORTEST_PAUSE) < 0) {
            return SHORTEST_PAUSE;
        }
        return some.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : some;
    }

    private boolean fetched(
            Exchange exchange, Map.Entry<UUID, String> question, Map<String, JsonNode> answers) {
        Optional<JsonNode> answer =
                sql.find(
                                FETCH,
                                row -> row.getString("answer"),
                                exchange.peer().caller().tenant(),
                                question.getKey())
                        .map(this::parse);
        answer.ifPresent(found -> answers.put(question.getValue(), result(found)));
        return answer.isPresent();
    }

    private static JsonNode result(JsonNode answer) {
        if (answer.path("failed").asBoolean()) {
            throw RpcException.invalid("The client refuses what it was asked.");
        }
        return answer.path("body");
    }

    private static ObjectNode message(UUID id, InputRequest request) {
        return RpcJson.request(RpcId.of(id.toString()), request.method(), request.params());
    }

    private JsonNode parse(String json) {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer is not readable", e);
        }
    }
}
