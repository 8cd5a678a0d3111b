package dev.parley.tool.mcp.server.everything;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.offer.McpChanges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

@Alternative
@ApplicationScoped
public class EverythingChanges implements McpChanges {

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Set<String>> bySession = new ConcurrentHashMap<>();

    /** Something has changed. */
    void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    /** How many listen. */
    int listening() {
        return listeners.size();
    }

    @Override
    public Listening listen(Caller caller, Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void subscribe(Caller caller, String session, String uri) {
        bySession.computeIfAbsent(session, it -> ConcurrentHashMap.newKeySet()).add(uri);
    }

    @Override
    public void unsubscribe(Caller caller, String session, String uri) {
        subscriptions(caller, session).remove(uri);
    }

    @Override
    public Set<String> subscriptions(Caller caller, String session) {
        return bySession.getOrDefault(session, Set.of());
    }
}
