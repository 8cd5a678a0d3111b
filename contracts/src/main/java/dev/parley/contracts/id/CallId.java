package dev.parley.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parley's own name for a tool call: run, step and place within the step. It is the idempotency key
 * of the call, never the id that a model made up, so that a successor of a crashed worker names the
 * same call the same way.
 *
 * @param run the run that calls
 * @param step the model step that asked for the call, counted from 0
 * @param index the place of the call within that step, counted from 0
 */
public record CallId(RunId run, int step, int index) {

    private static final Pattern FORM =
            Pattern.compile("call_([0-9a-f]{32})_(\\d{1,6})_(\\d{1,6})");

    /** The id that {@code text} spells, or nothing if it is not one. */
    public static Optional<CallId> find(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        RunId run = RunId.parse("run_" + parts.group(1));
        return Optional.of(
                new CallId(
                        run, Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3))));
    }

    /** Reads an id; throws {@link IllegalArgumentException} if {@code text} is not one. */
    @JsonCreator
    public static CallId parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException("not an id of the form call_…"));
    }

    /** The run's id without its prefix, as the database keeps it. */
    public UUID runValue() {
        return run.value();
    }

    @JsonValue
    @Override
    public String toString() {
        return "call_" + run.toString().substring("run_".length()) + '_' + step + '_' + index;
    }
}
