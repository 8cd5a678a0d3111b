package dev.parley.local.model.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.chat.InvalidRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The scripts that tests put in, and what was asked of each. */
public final class Scripts {

    private static final int MOST = 1000;

    /**
     * A script under its key.
     *
     * @param log null for a script that came with its request and whose requests nobody asks about
     */
    record Stored(String key, Script script, @Nullable RequestLog log) {}

    private final Clock clock;
    private final ScriptReader reader = new ScriptReader();
    private final Map<String, Stored> stored = new ConcurrentHashMap<>();
    private final Attempts attempts = new Attempts();

    public Scripts(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes a script in, or throws {@link InvalidRequest}; an earlier one of the same key is
     * forgotten.
     */
    public void put(String key, byte[] json) {
        Script script = reader.read(json);
        if (stored.size() >= MOST && !stored.containsKey(key)) {
            throw new InvalidRequest(
                    400,
                    "There are " + MOST + " scripts already; delete some.",
                    null,
                    "too_many_scripts");
        }
        attempts.forget(key + "\n");
        stored.put(key, new Stored(key, script, new RequestLog(clock)));
    }

    public boolean delete(String key) {
        attempts.forget(key + "\n");
        return stored.remove(key) != null;
    }

    /** What was asked of a script: {@code {count, requests: [...]}}. */
    public Optional<JsonNode> requests(String key) {
        return find(key).flatMap(it -> Optional.ofNullable(it.log())).map(RequestLog::json);
    }

    Optional<Stored> find(String key) {
        return Optional.ofNullable(stored.get(key));
    }

    Script read(String json) {
        return reader.read(json);
    }

    int nextAttempt(String key, String conversation, int step) {
        return attempts.next(key + "\n" + step + "\n" + conversation);
    }
}
