package dev.parley.tool.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.execution.ExecuteRequest;
import dev.parley.tool.execution.ExecuteTool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Executes the calls of plans, each under a key of its own. */
@ApplicationScoped
class PlanCalls {

    /** How long a call waits in all because its tool is called too often, before it fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ExecuteTool execute;

    @Inject
    PlanCalls(ExecuteTool execute) {
        this.execute = execute;
    }

    /** How a call ends, or that it waits for an approval. */
    CallState execute(
            Caller caller, Plan plan, PlanRequest.Call call, Map<String, JsonNode> results)
            throws InterruptedException {
        return new Execution(
                        caller, plan, call.id(), call.tool(), plan.key(call.id()), call.arguments())
                .toEnd(results);
    }

    /** The same for what undoes a call. */
    CallState compensate(
            Caller caller, Plan plan, PlanRequest.Call call, Map<String, JsonNode> results)
            throws InterruptedException {
        PlanRequest.Compensation undo = Objects.requireNonNull(call.compensate());
        return new Execution(
                        caller,
                        plan,
                        call.id(),
                        undo.tool(),
                        plan.compensationKey(call.id()),
                        undo.arguments())
                .toEnd(results);
    }

    private final class Execution {

        private final Caller caller;
        private final Plan plan;
        private final String id;
        private final String tool;
        private final String key;
        private final JsonNode arguments;
        private Duration waited = Duration.ZERO;

        Execution(
                Caller caller,
                Plan plan,
                String id,
                String tool,
                String key,
                @Nullable JsonNode arguments) {
            this.caller = caller;
            this.plan = plan;
            this.id = id;
            this.tool = tool;
            this.key = key;
            this.arguments = PlanCheck.arguments(arguments);
        }

        CallState toEnd(Map<String, JsonNode> results) throws InterruptedException {
            JsonNode filled;
            try {
                filled = Pipes.fill(arguments, results);
            } catch (Pipes.Broken e) {
                return failed(
                        new RunProblem(
                                "nothing-to-take",
                                "A result has not what another call takes of it",
                                "The value of /arguments"
                                        + e.pointer()
                                        + ' '
                                        + e.getMessage()
                                        + '.'));
            }
            ExecuteRequest request = new ExecuteRequest(filled, key, plan.context());
            while (true) {
                try {
                    ToolExecution.Response response = execute.execute(caller, tool, request);
                    if (response.status() != ToolExecution.Status.RUNNING) {
                        return CallState.of(id, tool, response);
                    }
                } catch (ProblemException e) {
                    if (!mayWait(e)) {
                        return failed(problem(e));
                    }
                }
            }
        }

        private boolean mayWait(ProblemException refusal) throws InterruptedException {
            Duration pause = refusal.retryAfter();
            if (pause == null || waited.plus(pause).compareTo(PATIENCE) > 0) {
                return false;
            }
            waited = waited.plus(pause);
            Thread.sleep(pause);
            return true;
        }

        private CallState failed(RunProblem problem) {
            return CallState.failed(id, tool, problem);
        }
    }

    private static RunProblem problem(ProblemException e) {
        String faults =
                e.problem().errors().stream()
                        .map(error -> ' ' + error.pointer() + ": " + error.message())
                        .collect(Collectors.joining());
        return new RunProblem(e.code().code(), e.code().title(), e.problem().detail() + faults);
    }
}
