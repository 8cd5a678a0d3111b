package dev.parley.platform.http;

import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what is ambiguous or would silently be ignored: unknown or doubled query parameters, a
 * doubled key header.
 */
public class QueryRules {

    /** Looks at every request before its resource. */
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        List<String> known = known(resource.getResourceMethod());
        for (Map.Entry<String, List<String>> parameter :
                request.getUriInfo().getQueryParameters().entrySet()) {
            String name = parameter.getKey();
            if (!known.contains(name)) {
                throw refuse(
                        PlatformError.UNKNOWN_PARAMETER,
                        name,
                        "is not a parameter of this address; known are " + known);
            }
            if (parameter.getValue().size() > 1) {
                throw refuse(
                        PlatformError.DUPLICATE_PARAMETER,
                        name,
                        "is given more than once; send it once");
            }
            if (parameter.getValue().getFirst().isEmpty()) {
                throw refuse(emptyIs(name), name, "has no value; give one or leave it out");
            }
        }
        List<String> keys = request.getHeaders().get(Idempotency.HEADER);
        if (keys != null && keys.size() > 1) {
            throw refuse(
                    PlatformError.MALFORMED_REQUEST,
                    Idempotency.HEADER,
                    "is given more than once; send it once");
        }
    }

    private static PlatformError emptyIs(String name) {
        return name.equals("cursor")
                ? PlatformError.INVALID_CURSOR
                : PlatformError.VALIDATION_FAILED;
    }

    private static List<String> known(@Nullable Method method) {
        QueryParameters declared =
                method == null ? null : method.getAnnotation(QueryParameters.class);
        return declared == null ? List.of() : Arrays.asList(declared.value());
    }

    private static ProblemException refuse(PlatformError error, String name, String what) {
        String shown = name.length() <= 64 && name.matches("[\\w.-]+") ? name : "A parameter";
        String message = shown + ' ' + what + '.';
        return new ProblemException(
                error, message, List.of(new FieldError(shown, error.code(), message)));
    }
}
