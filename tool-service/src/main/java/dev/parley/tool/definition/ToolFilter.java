package dev.parley.tool.definition;

import dev.parley.platform.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tools are listed. */
class ToolFilter {

    private static final int MAX_NAMES = 100;

    @QueryParam("limit")
    @Nullable String limit;

    @QueryParam("cursor")
    @Nullable String cursor;

    @QueryParam("kind")
    @Nullable String kind;

    @QueryParam("label")
    @Nullable String label;

    @QueryParam("names")
    @Nullable String names;

    Optional<ToolKind> wantedKind() {
        try {
            return Optional.ofNullable(kind).map(ToolKind::parse);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "kind", "invalid", "kind must be builtin, http, openapi or mcp.");
        }
    }

    /** As {@code key:value}. */
    Optional<String> wantedLabel() {
        if (label != null && label.indexOf(':') < 1) {
            throw ProblemException.invalid("label", "invalid", "label must be key:value.");
        }
        return Optional.ofNullable(label);
    }

    /** Names with commas between them. */
    Optional<List<String>> wantedNames() {
        if (names == null) {
            return Optional.empty();
        }
        List<String> wanted = List.of(names.split(",", -1));
        if (wanted.size() > MAX_NAMES) {
            throw ProblemException.invalid(
                    "names", "invalid", "names must hold at most " + MAX_NAMES + " names.");
        }
        return Optional.of(wanted);
    }
}
