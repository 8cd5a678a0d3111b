package dev.parley.agent.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunOptions;
import org.jspecify.annotations.Nullable;

/** A run's options as the queue keeps them. */
final class StoredOptions {

    private StoredOptions() {}

    static @Nullable String write(@Nullable RunOptions options) {
        try {
            return options == null ? null : EventJson.mapper().writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("options that were read are writable", e);
        }
    }

    static RunOptions read(@Nullable String stored) {
        try {
            return stored == null
                    ? RunOptions.NONE
                    : EventJson.mapper().readValue(stored, RunOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored options are readable", e);
        }
    }
}
