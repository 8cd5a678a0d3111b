package dev.parley.platform.events;

import org.jspecify.annotations.Nullable;

/**
 * An event that was read.
 *
 * @param event the event
 * @param traceparent the trace it belongs to, if it says so
 */
public record Received<T>(T event, @Nullable String traceparent) {

    /** The same delivery, of an event whose kind is known better now. */
    public <S> Received<S> with(S known) {
        return new Received<>(known, traceparent);
    }
}
