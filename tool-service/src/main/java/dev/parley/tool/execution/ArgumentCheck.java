package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.definition.Tool;
import java.util.List;

/**
 * Holds arguments against a tool's schema. The refusal points at each fault, so that a model can
 * mend the call.
 */
final class ArgumentCheck {

    private ArgumentCheck() {}

    /** Refuses arguments that do not fit. */
    static void require(Tool tool, JsonNode arguments) {
        List<FieldError> faults = tool.input().faults(arguments, "/arguments");
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    ToolError.INVALID_ARGUMENTS,
                    "The arguments do not fit the input schema of "
                            + tool.name()
                            + "; mend what errors names and call again.",
                    faults);
        }
    }
}
