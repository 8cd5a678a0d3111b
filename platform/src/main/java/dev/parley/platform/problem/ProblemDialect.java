package dev.parley.platform.problem;

import java.util.Map;

/**
 * Another wording of problems, for addresses where clients of a protocol that is not Parley's own
 * knock. A service that has such a door provides one as a bean.
 */
public interface ProblemDialect {

    /** Whether clients of this path expect the dialect. */
    boolean spokenAt(String path);

    /** The same refusal in its words. */
    Wording word(Problem problem);

    /**
     * An answer as it is sent.
     *
     * @param headers further headers
     */
    record Wording(int status, String mediaType, String body, Map<String, String> headers) {}
}
