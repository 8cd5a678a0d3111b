package dev.parley.tool.mcp.server.door;

import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.mcp.server.McpConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Keeps the door of the MCP endpoint, before anybody looks at tokens. */
public class DoorFilter {

    private final Door door;

    @Inject
    DoorFilter(
            McpConfig config,
            PublicAddress address,
            @ConfigProperty(name = "quarkus.http.host") String listensOn) {
        Set<String> hosts = new HashSet<>(names(config.allowedHosts()));
        if (config.publicUrl().isPresent()) {
            hosts.add(address.endpoint().getHost().toLowerCase(Locale.ROOT));
        }
        this.door = new Door(hosts, names(config.allowedOrigins()), Door.isLocal(listensOn));
    }

    /** Looks at every request before its resource is known. */
    @ServerRequestFilter(preMatching = true)
    public void check(ContainerRequestContext request, RoutingContext context) {
        // As the router reads it: there are other ways to write the same path.
        if (!PublicAddress.isEndpoint(context.normalizedPath())) {
            return;
        }
        switch (door.judge(
                request.getHeaderString(HttpHeaders.HOST), request.getHeaderString("Origin"))) {
            case OPEN -> {}
            case FOREIGN_HOST ->
                    throw refusal(
                            "MCP is not served under this host name; an operator can add it to parley.mcp.allowed-hosts.");
            case FOREIGN_ORIGIN ->
                    throw refusal(
                            "Scripts of this page may not call; an operator can add its origin to parley.mcp.allowed-origins.");
        }
    }

    private static ProblemException refusal(String detail) {
        return new ProblemException(PlatformError.PERMISSION_DENIED, detail);
    }

    private static Set<String> names(Optional<String> list) {
        return list.stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
