package dev.parley.agent.toolbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.ActingFor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jboss.logging.Logger;

/**
 * Executes tool calls through tool-service. A failure is an outcome that the model is told of, not
 * the end of the run.
 */
@ApplicationScoped
public class Toolbox {

    private static final Logger LOG = Logger.getLogger(Toolbox.class);

    /** What may have been carried out, and nobody knows. */
    static final String OUTCOME_UNKNOWN = "tool-outcome-unknown";

    /** How long a tool that is full is waited for in all before the model is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Between two looks at a call that goes on, if tool-service does not hold the request itself.
     */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final GuardedToolService tools;
    private final Duration patience;

    @Inject
    Toolbox(GuardedToolService tools) {
        this(tools, PATIENCE);
    }

    /**
     * @param patience how long a tool that is full is waited for in all
     */
    Toolbox(GuardedToolService tools, Duration patience) {
        this.tools = tools;
        this.patience = patience;
    }

    /**
     * Executes a call; repeated with the same id it gives the same outcome and runs the tool once.
     */
    public ToolOutcome execute(ActingFor actor, String tool, ToolExecution.Request request)
            throws InterruptedException {
        CallId call = request.callId();
        try {
            return outcome(untilEnded(actor, tool, request));
        } catch (WebApplicationException e) {
            return new ToolOutcome.Failed(problem(e), 0);
        } catch (ProcessingException | BulkheadException e) {
            LOG.warnf("tool-service is away, call %s failed: %s", call, e.getMessage());
            return new ToolOutcome.Failed(
                    new RunProblem(
                            "tool-service-unavailable",
                            "The tool cannot be reached",
                            "The tool service does not answer; the tool may be tried again later."),
                    0);
        }
    }

    /**
     * Asks again while the call goes on, and while there is no room for it, as long as tool-service
     * says.
     */
    private ToolExecution.Response untilEnded(
            ActingFor actor, String tool, ToolExecution.Request request)
            throws InterruptedException {
        Duration left = patience;
        while (true) {
            Duration pause = LOOK;
            try {
                ToolExecution.Response response = tools.execute(actor, tool, request);
                if (response.status() != ToolExecution.Status.RUNNING) {
                    return response;
                }
            } catch (WebApplicationException e) {
                pause = RetryAfter.of(e.getResponse()).orElseThrow(() -> e);
                left = left.minus(pause);
                if (left.isNegative()) {
                    throw e;
                }
            }
            Thread.sleep(pause);
        }
    }

    private static ToolOutcome outcome(ToolExecution.Response response) {
        return switch (response.status()) {
            case RUNNING -> throw new IllegalArgumentException("the call has not ended");
            case REQUIRES_ACTION ->
                    new ToolOutcome.Waits(Objects.requireNonNull(response.approvalId()));
            case SUCCEEDED ->
                    new ToolOutcome.Succeeded(
                            Objects.requireNonNull(response.result()), response.durationMs());
            case FAILED ->
                    new ToolOutcome.Failed(
                            Objects.requireNonNull(response.problem()), response.durationMs());
            case UNKNOWN ->
                    new ToolOutcome.Failed(
                            unknown(Objects.requireNonNull(response.problem())),
                            response.durationMs());
        };
    }

    /** Under one code, whatever tool-service knows of the reason. */
    private static RunProblem unknown(RunProblem problem) {
        return new RunProblem(OUTCOME_UNKNOWN, problem.title(), problem.detail());
    }

    /**
     * A refusal before execution, such as arguments that do not fit the schema: its problem body
     * says why.
     */
    private static RunProblem problem(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        try {
            JsonNode body = EventJson.mapper().readTree(e.getResponse().readEntity(String.class));
            StringBuilder detail = new StringBuilder(body.path("detail").asText());
            body.path("errors")
                    .forEach(error ->
                            detail.append(' ')
                                    .append(error.path("pointer").asText())
                                    .append(": ")
                                    .append(error.path("message").asText()));
            return new RunProblem(
                    body.path("code").asText("tool-refused"),
                    body.path("title").asText("The tool refused"),
                    detail.toString());
        } catch (JsonProcessingException | ProcessingException unreadable) {
            return new RunProblem(
                    "tool-refused",
                    "The tool refused",
                    "The tool service answered with status " + status + ".");
        }
    }
}
