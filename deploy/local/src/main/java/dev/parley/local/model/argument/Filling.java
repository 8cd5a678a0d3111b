package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.language.Span;
import java.util.List;

/**
 * Arguments as far as the text gives them.
 *
 * @param siblings further sets of arguments when the text lists several values for one parameter:
 *     "in Paris and Rome"
 * @param missing required parameters without a value, nested ones as {@code address.city}
 * @param evidence sum of what speaks for the values found; 0 when none was found
 * @param used where in the text the values stand
 */
public record Filling(
        ObjectNode arguments,
        List<ObjectNode> siblings,
        List<String> missing,
        double evidence,
        List<Span> used) {

    public boolean isComplete() {
        return missing.isEmpty();
    }
}
