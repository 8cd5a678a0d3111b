package dev.parley.platform.events;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.function.Consumer;

/**
 * How one consumer reads its topic.
 *
 * @param group the consumer group, named in dead letters
 * @param type the event's type
 * @param maxVersion the newest version that is understood
 * @param mapper reads the JSON
 * @param handler takes a batch in one transaction of its own; called again with the same events
 *     after a failure, so it must drop what it has already applied
 */
public record EventIntake<T>(
        String group,
        Class<T> type,
        int maxVersion,
        JsonMapper mapper,
        Consumer<List<Received<T>>> handler) {}
