package dev.parley.tool.mcp.server.offer;

import dev.parley.platform.caller.Caller;
import java.util.Set;
import java.util.function.Consumer;

/** Tells when what is offered has changed. */
public interface McpChanges {

    /** What has changed. */
    sealed interface Change {

        /** Which tools there are. */
        record Tools() implements Change {}

        /** Which prompts there are. */
        record Prompts() implements Change {}

        /** Which resources there are. */
        record Resources() implements Change {}

        /** What a resource holds. */
        record Content(String uri) implements Change {}
    }

    /** A listener's place; close it. */
    interface Listening extends AutoCloseable {

        @Override
        void close();
    }

    /** Hands over every change from now on that this caller may know of; must not block. */
    Listening listen(Caller caller, Consumer<Change> listener);

    /** A client of 2025-11-25 wants to know when this resource changes. */
    void subscribe(Caller caller, String session, String uri);

    /** It no longer does. */
    void unsubscribe(Caller caller, String session, String uri);

    /** What it wants to know of. */
    Set<String> subscriptions(Caller caller, String session);
}
