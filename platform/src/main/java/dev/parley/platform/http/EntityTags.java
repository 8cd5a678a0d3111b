package dev.parley.platform.http;

import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code If-Match}: a change may name the version it is based on, so that no other change is lost.
 */
public final class EntityTags {

    private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

    private EntityTags() {}

    /**
     * The version that the header names, if it is there; refuses one that no answer of ours gave
     * with 412.
     */
    public static OptionalInt expectedVersion(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalInt.empty();
        }
        Matcher tag = TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new ProblemException(
                    PlatformError.PRECONDITION_FAILED,
                    "If-Match must be one ETag as the resource's GET gave it, such as \"3\"; the one sent names no version.");
        }
        return OptionalInt.of(Integer.parseInt(tag.group(1)));
    }
}
