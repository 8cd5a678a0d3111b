package dev.parley.tool.mcp.server.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import dev.parley.tool.mcp.server.call.ClientFeatures;
import dev.parley.tool.mcp.server.call.Feedback;
import dev.parley.tool.mcp.server.call.Inputs;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.exchange.ClientGone;
import dev.parley.tool.mcp.server.invocation.Work;
import dev.parley.tool.mcp.server.offer.ToolResult;
import dev.parley.tool.mcp.server.protocol.McpJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A process that stops while it works on tasks. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class RunningTasksTest {

    private static final Caller ADA = new Caller("t-" + UUID.randomUUID(), "ada", Set.of());

    @Inject TaskRows rows;

    @Test
    void failAtOnceWhenTheirProcessStops() {
        RunningTasks running = new RunningTasks(rows);
        UUID here = enter();
        UUID elsewhere = enter();
        Work<ToolResult> work = endless();
        running.add(here, work);

        running.abandon();

        assertEquals(TaskState.Failed.VANISHED, state(here));
        assertEquals(new TaskState.Working(), state(elsewhere));
        assertThrows(ClientGone.class, () -> work.await(Duration.ofSeconds(10)));
    }

    @Test
    void stayAsTheyEnded() {
        RunningTasks running = new RunningTasks(rows);
        UUID done = enter();
        running.add(done, endless());
        TaskState result = new TaskState.Completed(McpJson.object().put("isError", false));
        TenantScope.run(ADA.tenant(), () -> rows.end(ADA.tenant(), done, result));

        running.abandon();

        assertEquals(result, state(done));
    }

    private UUID enter() {
        UUID id = UUID.randomUUID();
        TenantScope.run(ADA.tenant(), () -> rows.enter(ADA, id, "some-tool", McpJson.object()));
        return id;
    }

    private TaskState state(UUID id) {
        return TenantScope.call(ADA.tenant(), () -> rows.find(ADA, id)).orElseThrow().state();
    }

    private static Work<ToolResult> endless() {
        return Work.begin(
                new McpCall(ADA, ClientFeatures.NONE, Inputs.NONE, Feedback.NONE),
                call -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new Outcome.Done<>(ToolResult.text("stopped"));
                });
    }
}
