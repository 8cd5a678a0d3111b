package dev.parley.tool.mcp.server.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.database.DatabaseException;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.ToolError;
import dev.parley.tool.mcp.protocol.Revision;
import dev.parley.tool.mcp.rpc.RpcError;
import dev.parley.tool.mcp.rpc.RpcException;
import dev.parley.tool.mcp.server.McpConfig;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.call.Feedback;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.exchange.Peer;
import dev.parley.tool.mcp.server.invocation.Invocation;
import dev.parley.tool.mcp.server.invocation.Rounds;
import dev.parley.tool.mcp.server.invocation.ToolCalls;
import dev.parley.tool.mcp.server.invocation.Work;
import dev.parley.tool.mcp.server.offer.ToolResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Lets calls go on without their requests. A call runs where it began, and its next round where the
 * last answer for it arrived; if that process vanishes, the task fails, since nobody knows whether
 * the tool took effect.
 */
@ApplicationScoped
public class Tasks {

    private static final Logger LOG = Logger.getLogger(Tasks.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final TaskRows rows;
    private final TaskRounds rounds;
    private final RunningTasks running;
    private final ToolCalls tools;
    private final McpConfig config;

    @Inject
    Tasks(
            TaskRows rows,
            TaskRounds rounds,
            RunningTasks running,
            ToolCalls tools,
            McpConfig config) {
        this.rows = rows;
        this.rounds = rounds;
        this.running = running;
        this.tools = tools;
        this.config = config;
    }

    /** Whether this caller may have one task more. */
    public boolean haveRoomFor(Caller caller) {
        return rows.countOpen(caller) < config.maxTasksPerUser();
    }

    /** Refuses a call that would be one task too many. */
    public void requireRoomFor(Caller caller) {
        if (!haveRoomFor(caller)) {
            throw ProblemException.retryLater(
                    ToolError.TOO_MANY_REQUESTS,
                    "You have too many tasks open; wait for some, or cancel them.",
                    SOON,
                    null);
        }
    }

    /** Makes a task of a call that runs, and says what its client comes back with. */
    public <T> ObjectNode adopt(Peer peer, Invocation<T> call, Work<T> work) {
        UUID id = UUID.randomUUID();
        Task task = rows.enter(peer.caller(), id, call.name(), call.arguments());
        work.detach();
        follow(new Round<>(id, 1, peer.caller(), peer.features(), call, work));
        return task.toJson(config.taskTtl()).put("resultType", "task");
    }

    /** A caller's task; nothing if there is none, or it is somebody else's. */
    Optional<ObjectNode> find(Caller caller, UUID id) {
        return rows.find(caller, id).map(task -> task.toDetailedJson(config.taskTtl()));
    }

    /** Takes what a client answers, and goes on if that was all. */
    void answer(Peer peer, UUID id, Map<String, JsonNode> answers) {
        rounds.answer(peer.caller(), id, answers).ifPresent(next -> goOn(peer, id, next));
    }

    /** Ends a task, if it is not over. */
    void cancel(Caller caller, UUID id) {
        rows.cancel(caller, id);
        running.cancel(id);
    }

    private void goOn(Peer peer, UUID id, TaskRounds.Next next) {
        Invocation<ToolResult> call =
                tools.prepare(
                        Revision.V2026_07_28,
                        tools.find(peer.caller(), next.tool()),
                        next.arguments());
        Work<ToolResult> work =
                Work.begin(
                        new McpCall(peer.caller(), peer.features(), next.inputs(), Feedback.NONE),
                        call.call());
        follow(new Round<>(id, next.number(), peer.caller(), peer.features(), call, work));
    }

    private record Round<T>(
            UUID id,
            int number,
            Caller caller,
            ClientFeatures client,
            Invocation<T> call,
            Work<T> work) {}

    private void follow(Round<?> round) {
        running.add(round.id(), round.work());
        Thread.ofVirtual()
                .name("mcp-task")
                .start(() -> TenantScope.run(round.caller().tenant(), () -> keep(round)));
    }

    /** Waits for a round and writes down how it ended. */
    private <T> void keep(Round<T> round) {
        try {
            switch (outcome(round)) {
                case Outcome.Done<T>(T result) ->
                        end(round, new TaskState.Completed(complete(round.call(), result)));
                case Outcome.InputRequired<T> needed -> ask(round, needed);
            }
        } catch (ClientGone cancelled) {
            end(round, new TaskState.Cancelled());
        } catch (RpcException e) {
            end(round, TaskState.Failed.of(e));
        } catch (ProblemException e) {
            end(round, TaskState.Failed.of(RpcException.invalid(String.valueOf(e.getMessage()))));
        } catch (DatabaseException e) {
            LOG.warnf("The outcome of MCP task %s is lost: %s", round.id(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(round.id(), round.work());
        }
    }

    private void end(Round<?> round, TaskState state) {
        rows.end(round.caller().tenant(), round.id(), state);
    }

    private <T> Outcome<T> outcome(Round<T> round) throws ClientGone, InterruptedException {
        Optional<Outcome<T>> outcome = round.work().await(config.taskTtl());
        if (outcome.isEmpty()) {
            round.work().cancel();
            throw new ClientGone("nobody can come back for it any more");
        }
        return outcome.get();
    }

    private <T> void ask(Round<T> round, Outcome.InputRequired<T> needed) {
        Rounds.requireAllowed(round.client(), needed.requests());
        if (round.number() > Rounds.MOST || needed.requests().isEmpty()) {
            throw new RpcException(RpcError.INTERNAL, "The tool asks without end.");
        }
        rows.ask(
                round.caller().tenant(),
                round.id(),
                TaskRounds.named(Rounds.requests(needed.requests()), round.number()),
                needed.state());
    }

    private static <T> ObjectNode complete(Invocation<T> call, T result) {
        return call.render().apply(result).put("resultType", "complete");
    }
}
