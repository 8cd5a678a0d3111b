package dev.parley.conversation.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.contracts.id.UuidV7;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import dev.parley.platform.testing.LocalSuite;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalSuite.class)
class TailHubTest {

    @Inject TailHub hub;

    @Inject Event<LogAppended> appended;

    @Inject TransactionSynchronizationRegistry transaction;

    private final ConversationId conversation = new ConversationId(UuidV7.next());
    private final LogEvent event =
            new LogEvent(
                    conversation,
                    1,
                    new RunId(UuidV7.next()),
                    "run.completed",
                    "{}",
                    Instant.EPOCH);

    /** The cache drops what is outdated in a synchronization like this one. */
    @Test
    void wakesReadersAfterWhateverElseFollowsTheCommit() {
        List<Integer> heardBefore = new ArrayList<>();
        try (Subscription reader = hub.subscribe(conversation)) {
            QuarkusTransaction.requiringNew()
                    .run(() -> {
                        afterCommit(() -> heardBefore.add(reader.drain().size()));
                        appended.fire(new LogAppended(List.of(event)));
                        afterCommit(() -> heardBefore.add(reader.drain().size()));
                    });

            assertEquals(List.of(0, 0), heardBefore);
            assertEquals(List.of(new Subscription.Signal.Appended(List.of(event))), reader.drain());
        }
    }

    @Test
    void tellsNobodyOfWhatWasRolledBack() {
        try (Subscription reader = hub.subscribe(conversation)) {
            assertThrows(
                    IllegalStateException.class,
                    () ->
                            QuarkusTransaction.requiringNew()
                                    .run(() -> {
                                        appended.fire(new LogAppended(List.of(event)));
                                        throw new IllegalStateException("wanted");
                                    }));

            assertEquals(List.of(), reader.drain());
        }
    }

    private void afterCommit(Runnable work) {
        transaction.registerInterposedSynchronization(
                new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                        // Only the end counts.
                    }

                    @Override
                    public void afterCompletion(int status) {
                        work.run();
                    }
                });
    }
}
