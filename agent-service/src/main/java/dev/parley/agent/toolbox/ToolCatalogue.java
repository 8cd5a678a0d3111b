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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Which of some tools a user has, half a minute fresh at worst: some are for certain roles only.
 */
@ApplicationScoped
public class ToolCatalogue {

    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    private static final int MAX_KNOWN = 1_000;

    /** How many names tool-service takes at once, and how long they may be in all in an address. */
    private static final int MAX_NAMES = 100;

    private static final int MAX_CHARACTERS = 3_000;

    private final ToolServiceClient client;
    private final GuardedToolService patient;
    private final Cache<Asked, Map<String, ToolOffer>> known =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(FRESH_FOR).build();

    private record Asked(String tenant, Set<String> roles, Set<String> names) {}

    @Inject
    ToolCatalogue(@RestClient ToolServiceClient client, GuardedToolService patient) {
        this.client = client;
        this.patient = patient;
    }

    /**
     * Which of these names are tools of the user; refuses at once with 503 if tool-service is away.
     */
    public Set<String> known(ActingFor actor, List<String> names) {
        try {
            return tools(actor, names, some -> client.list(actor.headerValue(), some, MAX_NAMES))
                    .keySet();
        } catch (WebApplicationException | ProcessingException e) {
            throw ProblemException.retryLater(
                    AgentError.TOOLS_AWAY,
                    "The tool service cannot be reached; try again in a few seconds.",
                    Duration.ofSeconds(5),
                    e);
        }
    }

    /**
     * The named tools that the user has, in the order of the names. Waits out a restart of
     * tool-service; then throws what the REST client threw.
     */
    public List<ToolOffer> offers(ActingFor actor, List<String> names) {
        Map<String, ToolOffer> tools =
                tools(actor, names, some -> patient.list(actor, some, MAX_NAMES));
        return names.stream().filter(tools::containsKey).map(tools::get).toList();
    }

    private Map<String, ToolOffer> tools(
            ActingFor actor,
            List<String> names,
            Function<String, ToolServiceClient.ToolPage> fetch) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Asked asked = new Asked(actor.tenant(), actor.roles(), Set.copyOf(names));
        Map<String, ToolOffer> cached = known.getIfPresent(asked);
        if (cached != null) {
            return cached;
        }
        Map<String, ToolOffer> fresh = new HashMap<>();
        for (String some : bites(names)) {
            for (ToolServiceClient.ToolPage.Tool tool : fetch.apply(some).data()) {
                fresh.put(
                        tool.name(),
                        new ToolOffer(tool.name(), tool.description(), tool.inputSchema()));
            }
        }
        Map<String, ToolOffer> tools = Map.copyOf(fresh);
        known.put(asked, tools);
        return tools;
    }

    /** The names with commas between them, in as few pieces as may be. */
    static List<String> bites(List<String> names) {
        List<String> bites = new ArrayList<>();
        StringBuilder bite = new StringBuilder();
        int held = 0;
        for (String name : names.stream().distinct().toList()) {
            if (held == MAX_NAMES || bite.length() + name.length() >= MAX_CHARACTERS) {
                bites.add(bite.toString());
                bite.setLength(0);
                held = 0;
            }
            bite.append(held == 0 ? "" : ",").append(name);
            held++;
        }
        bites.add(bite.toString());
        return List.copyOf(bites);
    }
}
