package dev.parley.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parley.contracts.event.EventJson;
import io.quarkus.arc.All;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Says a problem in the words that clients of an address understand: RFC 9457 nearly everywhere.
 */
@ApplicationScoped
@Unremovable // Netty asks for it, too.
public class Dialects {

    private final List<ProblemDialect> dialects;

    @Inject
    Dialects(@All List<ProblemDialect> dialects) {
        this.dialects = dialects;
    }

    /** The answer for a path. */
    public ProblemDialect.Wording word(String path, Problem problem) {
        return dialects.stream()
                .filter(dialect -> dialect.spokenAt(path))
                .findFirst()
                .map(dialect -> dialect.word(problem))
                .orElseGet(() -> plain(problem));
    }

    /** The problem itself (RFC 9457). */
    public static ProblemDialect.Wording plain(Problem problem) {
        return new ProblemDialect.Wording(
                problem.status(), Problem.MEDIA_TYPE, json(problem), Map.of());
    }

    private static String json(Problem problem) {
        try {
            return EventJson.mapper().writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }
}
