package dev.parley.tool.mcp.server.call;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a call ends for now. */
public sealed interface Outcome<T> {

    /** It is over. */
    record Done<T>(T result) implements Outcome<T> {}

    /**
     * It needs something of the client, and is called again with it. Nothing is kept meanwhile, and
     * nobody promises that the client comes back.
     *
     * @param requests what is needed, each under a name of its own
     * @param state what the call wants to find again: up to {@link #MAX_STATE} bytes of UTF-8 that
     *     the client can read but not change, for this caller and these arguments only. More
     *     belongs into a table, under a key that is kept here.
     */
    record InputRequired<T>(Map<String, InputRequest> requests, @Nullable String state)
            implements Outcome<T> {

        /** How long a state may be. */
        public static final int MAX_STATE = 256;

        public InputRequired {
            requests = new LinkedHashMap<>(requests);
            if (requests.isEmpty() && state == null) {
                throw new IllegalArgumentException("asks for nothing");
            }
            if (state != null && state.getBytes(StandardCharsets.UTF_8).length > MAX_STATE) {
                throw new IllegalArgumentException("the state is longer than " + MAX_STATE);
            }
        }
    }
}
