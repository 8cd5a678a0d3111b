package dev.parley.platform.problem;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/**
 * The methods that the address of the current request knows, OPTIONS among them. Quarkus refuses
 * with 405 and leaves them out, though RFC 9110 wants them in {@code Allow}; this asks the same
 * routes again.
 */
final class AllowedMethods {

    private AllowedMethods() {}

    static Set<String> here() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        String path = request.getPathWithoutPrefix();
        RequestMapper<InitialMatch> classes =
                new RequestMapper<>(new ArrayList<>(request.getDeployment().getClassMappers()));
        Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
        RequestMapper.RequestMatch<InitialMatch> match = classes.map(path);
        while (match != null) {
            addMethods(match, allowed);
            match = classes.continueMatching(path, match);
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private static void addMethods(
            RequestMapper.RequestMatch<InitialMatch> match, Set<String> allowed) {
        String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
        for (ServerRestHandler handler : match.value.handlers) {
            if (handler instanceof ClassRoutingHandler routing) {
                Map<String, RequestMapper<RuntimeResource>> mappers = routing.getMappers();
                mappers.forEach((method, mapper) -> {
                    if (method != null && mapper.map(remaining) != null) {
                        allowed.add(method);
                    }
                });
            }
        }
    }
}
