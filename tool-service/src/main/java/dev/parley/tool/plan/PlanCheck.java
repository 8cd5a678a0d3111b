package dev.parley.tool.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses plans that could not be carried out, with all that is wrong, before anything begins. */
@ApplicationScoped
class PlanCheck {

    private final Tools tools;

    @Inject
    PlanCheck(Tools tools) {
        this.tools = tools;
    }

    Plan check(Caller caller, String id, PlanRequest wanted) {
        return new Checking(caller, id, wanted).plan();
    }

    static JsonNode arguments(@Nullable JsonNode given) {
        return Objects.requireNonNullElse(given, JsonNodeFactory.instance.objectNode());
    }

    private final class Checking {

        private final Caller caller;
        private final String id;
        private final PlanRequest wanted;
        private final List<FieldError> errors = new ArrayList<>();
        private final Map<String, Tool> known = new HashMap<>();
        private final Map<String, Set<String>> before = new LinkedHashMap<>();

        Checking(Caller caller, String id, PlanRequest wanted) {
            this.caller = caller;
            this.id = id;
            this.wanted = wanted;
        }

        Plan plan() {
            wanted.calls().forEach(call -> before.put(call.id(), new LinkedHashSet<>()));
            for (int i = 0; i < wanted.calls().size(); i++) {
                check("/calls/" + i, wanted.calls().get(i));
            }
            requireIdsOnce();
            for (int i = 0; i < wanted.calls().size(); i++) {
                addRequirements("/calls/" + i, wanted.calls().get(i));
            }
            refuseIfFaulty();
            PlanGraph.circle(before)
                    .ifPresent(way -> {
                        throw refused(
                                List.of(
                                        new FieldError(
                                                "/calls",
                                                "circle",
                                                "Calls cannot depend on each other in a circle: "
                                                        + String.join(" needs ", way)
                                                        + '.')));
                    });
            requireCompensationsToKnow();
            refuseIfFaulty();
            return new Plan(id, wanted.calls(), before, wanted.context());
        }

        private void check(String at, PlanRequest.Call call) {
            check(at, call.tool(), call.arguments());
            Set<String> needed = needed(call);
            for (int i = 0; i < call.dependencies().size(); i++) {
                need(at + "/depends_on/" + i, call.dependencies().get(i), needed);
            }
            for (String source : sources(at, call.arguments())) {
                need(at + "/arguments", source, needed);
            }
            if (call.compensate() != null) {
                check(at + "/compensate", call.compensate().tool(), call.compensate().arguments());
            }
        }

        private Set<String> needed(PlanRequest.Call call) {
            return before.computeIfAbsent(call.id(), id -> new LinkedHashSet<>());
        }

        private void need(String at, String other, Set<String> needed) {
            if (before.containsKey(other)) {
                needed.add(other);
            } else {
                errors.add(
                        new FieldError(
                                at, "unknown-call", "The plan has no call \"" + other + "\"."));
            }
        }

        /** Arguments that take nothing from others must fit from the start. */
        private void check(String at, String name, @Nullable JsonNode given) {
            Tool tool = known.computeIfAbsent(name, it -> tools.find(caller, it).orElse(null));
            if (tool == null) {
                errors.add(
                        new FieldError(
                                at + "/tool",
                                "unknown-tool",
                                "There is no tool \"" + name + "\"."));
            } else if (sources(at, given).isEmpty()) {
                errors.addAll(tool.input().faults(arguments(given), at + "/arguments"));
            }
        }

        private Set<String> sources(String at, @Nullable JsonNode given) {
            try {
                return Pipes.sources(arguments(given));
            } catch (Pipes.Broken e) {
                String pointer = at + "/arguments" + e.pointer();
                FieldError error =
                        new FieldError(
                                pointer,
                                "invalid-pipe",
                                "The value of " + pointer + ' ' + e.getMessage() + '.');
                if (!errors.contains(error)) {
                    errors.add(error);
                }
                return Set.of();
            }
        }

        private void requireIdsOnce() {
            Set<String> seen = new LinkedHashSet<>();
            for (int i = 0; i < wanted.calls().size(); i++) {
                String name = wanted.calls().get(i).id();
                if (!seen.add(name)) {
                    errors.add(
                            new FieldError(
                                    "/calls/" + i + "/id",
                                    "duplicate",
                                    "There is another call \"" + name + "\" in the plan."));
                }
            }
        }

        /** What a tool requires comes first, if it is in the plan; if not, the run must have it. */
        private void addRequirements(String at, PlanRequest.Call call) {
            Tool tool = known.get(call.tool());
            if (tool == null) {
                return;
            }
            for (String required : Objects.requireNonNull(tool.definition().requires())) {
                List<String> first =
                        wanted.calls().stream()
                                .filter(other -> other.tool().equals(required))
                                .map(PlanRequest.Call::id)
                                .toList();
                needed(call).addAll(first);
                if (first.isEmpty() && !isOfRun()) {
                    errors.add(
                            new FieldError(
                                    at + "/tool",
                                    "requirement-unmet",
                                    call.tool() + " needs a call of " + required + " before it."));
                }
            }
        }

        private boolean isOfRun() {
            return wanted.context() != null && wanted.context().runId() != null;
        }

        /** When a call is undone, it and what it needed have succeeded; of others nobody knows. */
        private void requireCompensationsToKnow() {
            for (int i = 0; i < wanted.calls().size(); i++) {
                PlanRequest.Call call = wanted.calls().get(i);
                if (call.compensate() == null) {
                    continue;
                }
                String at = "/calls/" + i + "/compensate";
                for (String source : sources(at, call.compensate().arguments())) {
                    if (!source.equals(call.id()) && !comesBefore(source, call.id())) {
                        errors.add(
                                new FieldError(
                                        at + "/arguments",
                                        "unknown-call",
                                        "The call \""
                                                + source
                                                + "\" need not have ended when \""
                                                + call.id()
                                                + "\" is undone."));
                    }
                }
            }
        }

        private boolean comesBefore(String first, String second) {
            return new PlanGraph(before).dependants(first).contains(second);
        }

        private void refuseIfFaulty() {
            if (!errors.isEmpty()) {
                throw refused(errors);
            }
        }
    }

    private static ProblemException refused(List<FieldError> errors) {
        return new ProblemException(
                PlatformError.VALIDATION_FAILED,
                "The plan cannot be carried out; nothing of it was begun.",
                errors);
    }
}
