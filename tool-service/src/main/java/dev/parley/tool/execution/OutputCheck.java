package dev.parley.tool.execution;

import dev.parley.platform.problem.FieldError;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.schema.JsonSchema;
import java.util.List;

/** Whether a result is what its tool has promised. */
final class OutputCheck {

    private OutputCheck() {}

    /** A result that is not what was promised is told of; what was done was done. */
    static Outcome noted(Tool tool, Outcome outcome) {
        JsonSchema schema = tool.output();
        if (schema == null || outcome.result() == null) {
            return outcome;
        }
        List<FieldError> faults = schema.faults(outcome.result(), "/result");
        return faults.isEmpty()
                ? outcome
                : outcome.withNote(
                        "The result does not fit the tool's output_schema: "
                                + faults.getFirst().pointer()
                                + ' '
                                + faults.getFirst().message());
    }
}
