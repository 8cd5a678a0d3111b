package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.definition.Tool;
import java.util.List;

/**
 * Holds arguments against a tool's schema. The refusal points at each fault, so that a model can
 * mend the call.
 */
public final class ArgumentCheck {

    private static final int MAX_ERRORS = 20;

    private ArgumentCheck() {}

    /** Refuses arguments that do not fit. */
    public static void require(Tool tool, JsonNode arguments) {
        List<Error> faults = tool.validator().validate(arguments);
        if (faults.isEmpty()) {
            return;
        }
        List<FieldError> errors =
                faults.stream()
                        .limit(MAX_ERRORS)
                        .map(fault ->
                                new FieldError(
                                        "/arguments" + fault.getInstanceLocation(),
                                        String.valueOf(fault.getKeyword()),
                                        fault.getMessage()))
                        .toList();
        throw new ProblemException(
                ToolError.INVALID_ARGUMENTS,
                "The arguments do not fit the input schema of "
                        + tool.name()
                        + "; mend what errors names and call again.",
                errors);
    }
}
