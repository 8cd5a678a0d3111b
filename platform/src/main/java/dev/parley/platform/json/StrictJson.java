package dev.parley.platform.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;

/** How JSON from outside is refused. */
public final class StrictJson {

    private StrictJson() {}

    /** The refusal that a failure to read a body deserves. */
    public static ProblemException refusal(JsonProcessingException failure) {
        return new ProblemException(PlatformError.MALFORMED_JSON, "The body is not valid JSON.");
    }
}
