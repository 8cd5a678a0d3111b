package dev.parley.agent.toolbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.AgentError;
import dev.parley.agent.model.ToolOffer;
import dev.parley.platform.caller.ActingFor;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Which tools a tenant has, half a minute fresh at worst. */
@ApplicationScoped
public class ToolCatalogue {

    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    private static final int MAX_TENANTS = 1_000;
    private static final int MAX_TOOLS = 200;

    private final ToolServiceClient client;
    private final GuardedToolService patient;
    private final Cache<String, Map<String, ToolOffer>> byTenant =
            Caffeine.newBuilder().maximumSize(MAX_TENANTS).expireAfterWrite(FRESH_FOR).build();

    @Inject
    ToolCatalogue(@RestClient ToolServiceClient client, GuardedToolService patient) {
        this.client = client;
        this.patient = patient;
    }

    /** The names of all tools; refuses at once with 503 if tool-service is away. */
    public Set<String> names(ActingFor actor) {
        try {
            return tools(actor, () -> client.list(actor.headerValue(), MAX_TOOLS)).keySet();
        } catch (WebApplicationException | ProcessingException e) {
            throw ProblemException.retryLater(
                    AgentError.TOOLS_AWAY,
                    "The tool service cannot be reached; try again in a few seconds.",
                    Duration.ofSeconds(5),
                    e);
        }
    }

    /**
     * The named tools that exist, in the order of the names. Waits out a restart of tool-service;
     * then throws what the REST client threw.
     */
    public List<ToolOffer> offers(ActingFor actor, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, ToolOffer> known = tools(actor, () -> patient.list(actor, MAX_TOOLS));
        return names.stream().filter(known::containsKey).map(known::get).toList();
    }

    private Map<String, ToolOffer> tools(
            ActingFor actor, Supplier<ToolServiceClient.ToolPage> fetch) {
        Map<String, ToolOffer> cached = byTenant.getIfPresent(actor.tenant());
        if (cached != null) {
            return cached;
        }
        Map<String, ToolOffer> fresh =
                fetch.get().data().stream()
                        .map(tool ->
                                new ToolOffer(tool.name(), tool.description(), tool.inputSchema()))
                        .collect(Collectors.toUnmodifiableMap(ToolOffer::name, offer -> offer));
        byTenant.put(actor.tenant(), fresh);
        return fresh;
    }
}
