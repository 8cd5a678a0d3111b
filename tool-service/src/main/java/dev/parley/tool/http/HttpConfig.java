package dev.parley.tool.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.egress.Method;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a call becomes a request. Texts may hold arguments in braces, such as {@code {customer/id}}
 * for the id of the argument {@code customer}, and {@code {$call_id}}, which is the same in all
 * attempts at a call; braces themselves are doubled.
 *
 * @param method GET, HEAD, POST, PUT, PATCH or DELETE
 * @param url scheme, host and path; arguments may stand in segments of the path
 * @param query parameters; one whose argument is missing is left out, one with a list is repeated
 * @param headers the same for headers
 * @param body JSON whose texts may hold arguments; a text that is one argument and nothing else
 *     becomes its value. Without it, POST, PUT and PATCH carry all arguments that are used nowhere
 *     else
 * @param bodyType {@code json}, or {@code form} for a flat object
 * @param credential the name of a stored credential to go with the request
 * @param idempotencyHeader the header that carries the call id; {@code Idempotency-Key} if null
 * @param result where in a JSON answer the result is, as a JSON Pointer; all of it if null
 * @param lookup how to find out whether a call was carried out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HttpConfig(
        @NotNull(message = "is required, such as \"GET\"") Method method,
        @NotNull(message = "is required, such as \"https://api.example.com/orders/{order_id}\"")
                @Size(max = 2000, message = "must have at most 2000 characters")
                String url,
        @Size(max = 32, message = "must have at most 32 parameters")
                @Nullable
                        Map<
                                @Size(
                                        min = 1,
                                        max = 128,
                                        message = "must have names of 1 to 128 characters")
                                String,
                                @NotNull(message = "must not hold null")
                                @Size(max = 2000, message = "must have at most 2000 characters")
                                String>
                        query,
        @Size(max = 32, message = "must have at most 32 headers")
                @Nullable
                        Map<
                                String,
                                @NotNull(message = "must not hold null")
                                @Size(max = 2000, message = "must have at most 2000 characters")
                                String>
                        headers,
        @Nullable JsonNode body,
        @Nullable BodyType bodyType,
        @Pattern(regexp = CREDENTIAL, message = "must be the name of a credential")
                @Nullable String credential,
        @Pattern(regexp = "[A-Za-z0-9-]{1,64}", message = "must be the name of a header")
                @Nullable String idempotencyHeader,
        @Pattern(regexp = POINTER, message = "must be a JSON Pointer, such as \"/data\"")
                @Nullable String result,
        @Valid @Nullable Lookup lookup) {

    static final String CREDENTIAL = "[a-z0-9][a-z0-9_-]{0,62}";
    static final String POINTER = "(/[^/]{0,256}){0,32}";

    /**
     * A GET that shows whether a call was carried out: it was if the answer is 2xx and, where
     * {@code found} is given, something stands there; it was not if the answer is 404 or nothing
     * stands there.
     *
     * @param found where in the JSON answer what was done is, as a JSON Pointer
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lookup(
            @NotNull(message = "is required")
                    @Size(max = 2000, message = "must have at most 2000 characters")
                    String url,
            @Size(max = 32, message = "must have at most 32 parameters")
                    @Nullable Map<String, @NotNull(message = "must not hold null") String> query,
            @Pattern(regexp = POINTER, message = "must be a JSON Pointer, such as \"/data/0\"")
                    @Nullable String found) {}
}
