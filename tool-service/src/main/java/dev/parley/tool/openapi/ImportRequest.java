package dev.parley.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.http.Metadata;
import dev.parley.tool.invocation.Effects;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/openapi-imports}.
 *
 * @param document OpenAPI 3.0 or 3.1: an object, or a text with JSON or YAML
 * @param url where it is fetched instead, under the rules of all outgoing requests
 * @param operations which ones, by {@code operationId} or as {@code "GET /orders/{id}"}; all if
 *     null
 * @param dryRun whether to say only what would be imported
 * @param prefix before the names of the tools
 * @param serverUrl instead of the document's first server
 * @param credential the name of a stored credential that goes with each request
 * @param effects what operations do to the world, by the same names as in {@code operations}, where
 *     it is not what their method says: nothing for GET and HEAD, {@code idempotent} for PUT and
 *     DELETE, {@code unsafe} for the rest
 */
record ImportRequest(
        @Nullable JsonNode document,
        @Size(max = 2000, message = "must have at most 2000 characters") @Nullable String url,
        @Size(max = 200, message = "must name at most 200 operations")
                @Nullable List<@NotNull(message = "must not be null") String> operations,
        @Nullable Boolean dryRun,
        @Pattern(
                        regexp = "[a-zA-Z0-9_-]{0,32}",
                        message = "must be up to 32 letters, digits, _ or -")
                @Nullable String prefix,
        @Size(max = 1000, message = "must have at most 1000 characters") @Nullable String serverUrl,
        @Size(max = 63, message = "must be the name of a credential") @Nullable String credential,
        @Size(max = 200, message = "must name at most 200 operations")
                @Nullable Map<String, @NotNull(message = "must not be null") Effects> effects,
        @Size(max = 32, message = "must name at most 32 roles")
                @Nullable List<@NotNull(message = "must not be null") String> allowedRoles,
        @Valid @Nullable Metadata labels) {

    boolean isDryRun() {
        return dryRun != null && dryRun;
    }
}
