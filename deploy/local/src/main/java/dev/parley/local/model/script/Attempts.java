package dev.parley.local.model.script;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts how often one conversation reached one step. The only memory of the scripted model: "fail
 * twice, then succeed" can't be told from the request. Of the oldest of more than 10,000
 * conversations the count is forgotten.
 */
final class Attempts {

    private static final int MOST = 10_000;

    private final Map<String, Integer> counts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > MOST;
                }
            };

    /** The number of this attempt, from 1 on. */
    synchronized int next(String key) {
        return counts.merge(key, 1, Integer::sum);
    }

    synchronized void forget(String prefix) {
        counts.keySet().removeIf(key -> key.startsWith(prefix));
    }
}
