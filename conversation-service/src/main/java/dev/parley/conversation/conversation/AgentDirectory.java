package dev.parley.conversation.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.platform.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/**
 * Whether a tenant has an agent of a name. If agent-service is away the answer is {@link
 * Answer#NOT_ASKED}: conversations can still be created, and a run whose agent does not exist ends
 * with a problem that says so.
 */
@ApplicationScoped
public class AgentDirectory {

    private static final Logger LOG = Logger.getLogger(AgentDirectory.class);
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);
    private static final int MAX_KNOWN = 10_000;

    /** What is known of an agent. */
    public enum Answer {
        KNOWN,
        UNKNOWN,
        NOT_ASKED
    }

    private record Key(String tenant, String agent) {}

    private final AgentServiceClient client;
    private final Cache<Key, Boolean> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(KNOWN_FOR).build();

    @Inject
    AgentDirectory(@RestClient AgentServiceClient client) {
        this.client = client;
    }

    Answer knows(Caller caller, String agent) {
        Key key = new Key(caller.tenant(), agent);
        if (known.getIfPresent(key) != null) {
            return Answer.KNOWN;
        }
        Answer answer = ask(caller, agent);
        if (answer == Answer.KNOWN) {
            known.put(key, true);
        }
        return answer;
    }

    private Answer ask(Caller caller, String agent) {
        try {
            client.find(caller.actor().headerValue(), agent);
            return Answer.KNOWN;
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == 404) {
                return Answer.UNKNOWN;
            }
            LOG.warnf("agent-service answered %d about an agent.", e.getResponse().getStatus());
            return Answer.NOT_ASKED;
        } catch (ProcessingException e) {
            LOG.warnf("agent-service is away: %s", e.getMessage());
            return Answer.NOT_ASKED;
        }
    }
}
