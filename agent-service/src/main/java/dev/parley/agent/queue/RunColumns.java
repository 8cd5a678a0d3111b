package dev.parley.agent.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunOptions;
import dev.parley.contracts.event.RunProblem;
import org.jspecify.annotations.Nullable;

/** What a run's row keeps as JSON. */
public final class RunColumns {

    private RunColumns() {}

    /** The column {@code options}. */
    public static @Nullable String write(@Nullable RunOptions options) {
        return options == null ? null : json(options);
    }

    /** The column {@code problem}. */
    public static @Nullable String write(@Nullable RunProblem problem) {
        return problem == null ? null : json(problem);
    }

    /** What a caller asked of a run; nothing if the column is null. */
    public static RunOptions options(@Nullable String stored) {
        return stored == null ? RunOptions.NONE : read(stored, RunOptions.class);
    }

    /** Why a run gave no answer. */
    public static @Nullable RunProblem problem(@Nullable String stored) {
        return stored == null ? null : read(stored, RunProblem.class);
    }

    private static String json(Object value) {
        try {
            return EventJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read is writable", e);
        }
    }

    private static <T> T read(String stored, Class<T> type) {
        try {
            return EventJson.mapper().readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was stored is readable", e);
        }
    }
}
