package dev.parley.tool.mcp.client.outcome;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What became of something that was asked of a server, and above all whether the server may have
 * acted on it: after {@link Undone} it can be asked again without a second effect.
 */
public sealed interface McpOutcome<T> {

    /** The server did it, and this is what it says. */
    record Done<T>(T value) implements McpOutcome<T> {}

    /** The server has not acted: nothing reached it, or it says that it will not. */
    record Undone<T>(Fault fault) implements McpOutcome<T> {}

    /** The server may have acted, and there is no answer to rely on. */
    record Lost<T>(Fault fault) implements McpOutcome<T> {}

    /** What becomes of a value; everything else stays what it is. */
    default <U> McpOutcome<U> then(Function<? super T, McpOutcome<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Undone<T>(Fault fault) -> new Undone<>(fault);
            case Lost<T>(Fault fault) -> new Lost<>(fault);
        };
    }

    /** The same of something that has no effect, or only prepares what would have one. */
    default McpOutcome<T> withoutEffect() {
        return this instanceof Lost<T>(Fault fault) ? new Undone<>(fault) : this;
    }

    /** The same with another fault, if there is one. */
    default McpOutcome<T> withFault(UnaryOperator<Fault> change) {
        return switch (this) {
            case Done<T> done -> done;
            case Undone<T>(Fault fault) -> new Undone<>(change.apply(fault));
            case Lost<T>(Fault fault) -> new Lost<>(change.apply(fault));
        };
    }

    /** Why there is no value, if there is none. */
    default Optional<Fault> why() {
        return switch (this) {
            case Done<T> done -> Optional.empty();
            case Undone<T>(Fault fault) -> Optional.of(fault);
            case Lost<T>(Fault fault) -> Optional.of(fault);
        };
    }
}
