package dev.parley.conversation.admission;

import dev.parley.contracts.id.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Asks agent-service for the present places of runs that wait. */
@ApplicationScoped
public class QueuePlaces {

    private static final Logger LOG = Logger.getLogger(QueuePlaces.class);

    private final AgentQueueClient client;

    @Inject
    QueuePlaces(@RestClient AgentQueueClient client) {
        this.client = client;
    }

    /** The places of those that are ready and wait; none while agent-service is away. */
    public Map<RunId, QueueEstimate> of(Collection<RunId> runs) {
        try {
            return client.places(new AgentQueueClient.Asked(List.copyOf(runs))).data().stream()
                    .collect(
                            Collectors.toMap(
                                    AgentQueueClient.Places.Place::runId,
                                    place -> new QueueEstimate(place.position(), place.waitMs())));
        } catch (WebApplicationException | ProcessingException e) {
            LOG.debugf("agent-service does not tell places: %s", e.getMessage());
            return Map.of();
        }
    }
}
