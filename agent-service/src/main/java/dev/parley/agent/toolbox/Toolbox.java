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

    private final GuardedToolService tools;

    @Inject
    Toolbox(GuardedToolService tools) {
        this.tools = tools;
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

    /** Asks again while the call goes on: the answer comes as soon as it has ended. */
    private ToolExecution.Response untilEnded(
            ActingFor actor, String tool, ToolExecution.Request request)
            throws InterruptedException {
        while (true) {
            ToolExecution.Response response = tools.execute(actor, tool, request);
            if (response.status() != ToolExecution.Status.RUNNING) {
                return response;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("told to stop while a tool works");
            }
        }
    }

    private static ToolOutcome outcome(ToolExecution.Response response) {
        return switch (response.status()) {
            case RUNNING -> throw new IllegalArgumentException("the call has not ended");
            case SUCCEEDED ->
                    new ToolOutcome.Succeeded(
                            Objects.requireNonNull(response.result()), response.durationMs());
            case FAILED, UNKNOWN ->
                    new ToolOutcome.Failed(
                            Objects.requireNonNull(response.problem()), response.durationMs());
        };
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
