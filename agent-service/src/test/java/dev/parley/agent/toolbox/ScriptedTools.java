package dev.parley.agent.toolbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.contracts.event.RunProblem;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.rest.ToolExecution;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A tool-service that answers as it is told, and remembers what it was asked. */
final class ScriptedTools implements ToolServiceClient {

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();

    private sealed interface Answer {
        record Status(int code, @Nullable String retryAfter) implements Answer {}

        record Ended(ToolExecution.Status status, @Nullable RunProblem problem) implements Answer {}

        record Away() implements Answer {}
    }

    ScriptedTools refuses(int code, @Nullable String retryAfter, int times) {
        for (int i = 0; i < times; i++) {
            answers.add(new Answer.Status(code, retryAfter));
        }
        return this;
    }

    ScriptedTools away(int times) {
        for (int i = 0; i < times; i++) {
            answers.add(new Answer.Away());
        }
        return this;
    }

    ScriptedTools says(ToolExecution.Status status, @Nullable RunProblem problem) {
        answers.add(new Answer.Ended(status, problem));
        return this;
    }

    @Override
    public ToolPage list(String actor, String names, int limit) {
        asked.add(actor + ' ' + names);
        return new ToolPage(
                Arrays.stream(names.split(","))
                        .filter(name -> !name.startsWith("no-"))
                        .map(name ->
                                new ToolPage.Tool(name, "", JsonNodeFactory.instance.objectNode()))
                        .toList());
    }

    @Override
    public ToolExecution.Response execute(String actor, String name, ToolExecution.Request call) {
        asked.add(name);
        return answer();
    }

    @Override
    public ToolExecution.Response cancel(String actor, String call) {
        asked.add(actor + ' ' + call);
        return answer();
    }

    private ToolExecution.Response answer() {
        return switch (answers.remove()) {
            case Answer.Away _ -> throw new ProcessingException("away");
            case Answer.Status(int code, String retryAfter) ->
                    throw new WebApplicationException(
                            Response.status(code)
                                    .header("Retry-After", retryAfter)
                                    .entity(
                                            "{\"code\":\"full\",\"title\":\"Full\",\"detail\":\"No room.\"}")
                                    .build());
            case Answer.Ended(ToolExecution.Status status, RunProblem problem) ->
                    new ToolExecution.Response(
                            ExecutionId.next(),
                            status,
                            problem == null ? JsonNodeFactory.instance.numberNode(42) : null,
                            problem,
                            null,
                            false,
                            null,
                            null,
                            1,
                            1);
        };
    }
}
