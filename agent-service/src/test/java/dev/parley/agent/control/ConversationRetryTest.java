package dev.parley.agent.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.agent.queue.RunStatus;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.event.Usage;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conversation-service says against a retry. */
class ConversationRetryTest {

    private static final Caller ADA = new Caller("acme", "ada", Set.of("user"));

    @ParameterizedTest
    @CsvSource({
        "400, malformed-request, 400, malformed-request",
        "403, permission-denied, 403, permission-denied",
        "422, unknown-agent, 422, unknown-agent",
        "401, unauthenticated, 503, conversation-service-unavailable",
        "500, internal, 503, conversation-service-unavailable"
    })
    void reachesTheCallerIfItIsTheCallersToKnow(
            int said, String saidCode, int status, String code) {
        String body =
                "{\"code\":\"%s\",\"title\":\"No\",\"detail\":\"Because.\"}".formatted(saidCode);
        ConversationRetry retry =
                new ConversationRetry((actor, key, conversation, run, wish) -> {
                    throw new WebApplicationException(Response.status(said).entity(body).build());
                });

        ProblemException refused =
                assertThrows(ProblemException.class, () -> retry.retry(ADA, failed(), null));

        assertEquals(status, refused.code().status());
        assertEquals(code, refused.code().code());
    }

    private static RunView failed() {
        Instant at = Instant.EPOCH;
        return new RunView(
                RunId.next(),
                new ConversationId(UUID.randomUUID()),
                "ada",
                "assistant",
                1,
                RunStatus.FAILED,
                List.of(),
                Priority.URGENT,
                1,
                null,
                Usage.NONE,
                Map.of(),
                at,
                null,
                at,
                at,
                at,
                true,
                null,
                null,
                null);
    }
}
