package dev.parley.tool.mcp.server.call;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Tells a client how far a call has come, if it wants to know; costs nothing if it does not. A call
 * that is cancelled is interrupted as well.
 */
public interface Feedback {

    /** For a call that nobody listens to. */
    Feedback NONE =
            new Feedback() {
                @Override
                public void progress(
                        double progress, @Nullable Double total, @Nullable String message) {}

                @Override
                public void log(LogLevel level, String logger, JsonNode data) {}
            };

    /**
     * How much is done.
     *
     * @param progress more than the last time
     * @param total how much there is, if that is known
     * @param message what is being done
     */
    void progress(double progress, @Nullable Double total, @Nullable String message);

    /** A line for the client's log. */
    void log(LogLevel level, String logger, JsonNode data);
}
