package dev.parley.tool.definition;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Keeps what tools require of one another free of circles and of tools that do not exist. */
@ApplicationScoped
class Requirements {

    private final RequirementRows rows;
    private final Tools tools;

    @Inject
    Requirements(RequirementRows rows, Tools tools) {
        this.rows = rows;
        this.tools = tools;
    }

    /** Refuses a definition that could never be called; no other changes them meanwhile. */
    void require(String tenant, ToolDefinition definition) {
        List<String> required = Objects.requireNonNull(definition.requires());
        if (required.isEmpty()) {
            return;
        }
        rows.lock(tenant);
        for (int i = 0; i < required.size(); i++) {
            String name = required.get(i);
            boolean known = name.equals(definition.name()) || tools.find(tenant, name).isPresent();
            if (!known) {
                throw refused(
                        "/requires/" + i, "unknown-tool", "There is no tool \"" + name + "\".");
            }
        }
        Map<String, List<String>> all = new HashMap<>(rows.all(tenant));
        all.put(definition.name(), required);
        Optional<List<String>> circle = circle(definition.name(), all);
        if (circle.isPresent()) {
            throw refused(
                    "/requires",
                    "circle",
                    "Tools cannot require each other in a circle: "
                            + String.join(" requires ", circle.get())
                            + '.');
        }
    }

    /** Refuses to let a tool go that others require. */
    void requireUnused(String tenant, String name) {
        rows.lock(tenant);
        rows.all(tenant).entrySet().stream()
                .filter(other -> other.getValue().contains(name) && !other.getKey().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(other -> {
                    throw new ProblemException(
                            ToolError.TOOL_REQUIRED,
                            "The tool \""
                                    + other
                                    + "\" requires \""
                                    + name
                                    + "\"; change that one first.");
                });
    }

    /** The way from a tool back to itself, if there is one. Depth first; the maps are small. */
    static Optional<List<String>> circle(String from, Map<String, List<String>> requirements) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String tool = open.pop();
            for (String next : requirements.getOrDefault(tool, List.of())) {
                if (next.equals(from)) {
                    return Optional.of(way(from, tool, cameFrom));
                }
                if (cameFrom.putIfAbsent(next, tool) == null) {
                    open.push(next);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> way(String from, String last, Map<String, String> cameFrom) {
        Deque<String> way = new ArrayDeque<>(List.of(from));
        for (String tool = last;
                !tool.equals(from);
                tool = Objects.requireNonNull(cameFrom.get(tool))) {
            way.push(tool);
        }
        way.push(from);
        return List.copyOf(way);
    }

    private static ProblemException refused(String pointer, String code, String message) {
        return new ProblemException(
                ToolError.INVALID_REQUIREMENTS,
                message,
                List.of(new FieldError(pointer, code, message)));
    }
}
