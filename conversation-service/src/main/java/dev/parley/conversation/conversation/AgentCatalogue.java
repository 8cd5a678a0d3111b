package dev.parley.conversation.conversation;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;

/** A tenant's agents by name, as agent-service has them now. */
@ApplicationScoped
public class AgentCatalogue {

    private static final int PAGE = 200;
    private static final int MAX_AGENTS = 1_000;

    private final AgentServiceClient client;

    @Inject
    AgentCatalogue(@RestClient AgentServiceClient client) {
        this.client = client;
    }

    /** An agent that can be asked. */
    public record Card(String name, Instant createdAt) {}

    /** The agents, up to 1,000. */
    public List<Card> list(Caller caller) {
        List<Card> found = new ArrayList<>();
        String cursor = null;
        do {
            AgentServiceClient.AgentPage page = page(caller, cursor);
            page.data().forEach(agent -> found.add(new Card(agent.name(), agent.createdAt())));
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < MAX_AGENTS);
        return found;
    }

    /** The agent of a name. */
    public Optional<Card> find(Caller caller, String name) {
        return asking(() -> {
            try {
                AgentServiceClient.AgentName agent = client.find(actor(caller), name);
                return Optional.of(new Card(agent.name(), agent.createdAt()));
            } catch (WebApplicationException e) {
                if (e.getResponse().getStatus() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private AgentServiceClient.AgentPage page(Caller caller, @Nullable String cursor) {
        return asking(() -> client.list(actor(caller), PAGE, cursor));
    }

    private static String actor(Caller caller) {
        return caller.actor().headerValue();
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (WebApplicationException | ProcessingException e) {
            throw ProblemException.retryLater(
                    PlatformError.UNAVAILABLE,
                    "The agents cannot be asked for right now; try again in two seconds.",
                    Duration.ofSeconds(2),
                    e);
        }
    }
}
