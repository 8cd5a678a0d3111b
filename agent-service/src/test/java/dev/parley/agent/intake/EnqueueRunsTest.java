package dev.parley.agent.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parley.agent.journal.Journal;
import dev.parley.agent.journal.StepJournal;
import dev.parley.agent.stored.StoredRuns;
import dev.parley.contracts.event.ConversationEvent;
import dev.parley.contracts.event.MessagePosted;
import dev.parley.contracts.event.Priority;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.platform.events.Received;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What posted messages become. */
@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class EnqueueRunsTest {

    @Inject EnqueueRuns enqueue;
    @Inject StoredRuns runs;
    @Inject StepJournal journal;

    @Test
    void aRetryTakesTheStepsOverAndIsKnownToTheFailedRun() {
        String tenant = runs.pausedTenant();
        UUID conversation = UUID.randomUUID();
        RunId failed = runs.inConversation(tenant, conversation, null);
        runs.claimed(failed);
        runs.modelStep(failed, 0, "I pay.", "{\"tool\": \"pay\", \"arguments\": {}}");
        runs.failed(failed);

        RunId retry = posted(tenant, conversation, failed, Instant.now());

        Journal taken = TenantScope.callForEveryTenant(() -> journal.read(retry));
        assertEquals(new CallId(failed, 0, 0), taken.callId(0, 0));
        assertEquals(1, taken.origin(0).earlierClaims());
        assertEquals("true", runs.value(failed, "retried_by = '" + retry.value() + "'"));
    }

    @Test
    void aRetryHasTheRightsOfWhoAsksForIt() {
        String tenant = runs.pausedTenant();
        UUID conversation = UUID.randomUUID();
        RunId failed = runs.inConversation(tenant, conversation, null);
        runs.execute(
                "UPDATE run SET user_id = 'root', user_roles = '{admin}' WHERE id = ?",
                failed.value());
        runs.claimed(failed);
        runs.failed(failed);

        RunId retry = posted(tenant, conversation, failed, Instant.now());

        assertEquals("ada", runs.value(retry, "user_id"));
        assertEquals("{finance,user}", runs.value(retry, "user_roles"));
    }

    /** Its turn comes by its age, which is told by a clock that may be ahead of the database's. */
    @Test
    void nothingIsAcceptedInTheFuture() {
        String tenant = runs.pausedTenant();

        RunId run =
                posted(tenant, UUID.randomUUID(), null, Instant.now().plus(Duration.ofHours(1)));

        assertEquals("true", runs.value(run, "accepted_at <= now()"));
        assertEquals("{finance,user}", runs.value(run, "user_roles"));
    }

    private RunId posted(
            String tenant, UUID conversation, @Nullable RunId retryOf, Instant acceptedAt) {
        RunId run = RunId.next();
        MessagePosted message =
                new MessagePosted(
                        ConversationEvent.VERSION,
                        UuidV7.next(),
                        tenant,
                        "ada",
                        List.of("finance", "user"),
                        new ConversationId(conversation),
                        MessageId.next(),
                        1,
                        run,
                        null,
                        "assistant",
                        Priority.NORMAL,
                        "go",
                        null,
                        null,
                        retryOf,
                        acceptedAt);
        enqueue.enqueue(List.of(new Received<>(message, null)));
        return run;
    }
}
