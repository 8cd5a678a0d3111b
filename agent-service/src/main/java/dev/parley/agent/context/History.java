package dev.parley.agent.context;

import dev.parley.agent.context.ConversationServiceClient.MessagePage.Message;
import dev.parley.agent.model.Turn;
import dev.parley.agent.queue.ClaimedRun;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.database.Sql;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * What was said before a run's message. conversation-service owns it; a reply that this service has
 * finished and that is still on its way there is taken from the run itself, so that the next turn
 * never misses it.
 */
@ApplicationScoped
public class History {

    private static final int MAX_MESSAGES = 40;
    private static final int PAGE = 200;
    private static final int MAX_INPUT = 1_200;

    private final ConversationServiceClient conversations;
    private final Sql sql;

    @Inject
    History(@RestClient ConversationServiceClient conversations, Sql sql) {
        this.conversations = conversations;
        this.sql = sql;
    }

    /**
     * What the run answers and what was said before it, oldest first. Waits out a restart of
     * conversation-service.
     */
    @Retry(
            maxRetries = 8,
            delay = 200,
            jitter = 100,
            maxDuration = 60,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = {ProcessingException.class, ServiceUnavailableException.class})
    @ExponentialBackoff(maxDelay = 4_000)
    public List<Turn> of(ClaimedRun run) {
        if (run.content() == null) {
            return said(run, run.messageSeq() + 1, true);
        }
        List<Turn> turns = new ArrayList<>();
        if (run.messageSeq() > 1) {
            turns.addAll(said(run, run.messageSeq(), false));
        }
        turns.add(new Turn.User(run.content()));
        return turns;
    }

    private List<Turn> said(ClaimedRun run, long before, boolean lastIsOpen) {
        List<Message> newestFirst = new ArrayList<>(page(run, before, MAX_MESSAGES));
        // What the run itself is to answer is never cut, however many messages it is.
        while (lastIsOpen
                && !newestFirst.isEmpty()
                && newestFirst.size() < MAX_INPUT
                && newestFirst.getLast().runId().equals(run.id())
                && newestFirst.getLast().seq() > 1) {
            newestFirst.addAll(page(run, newestFirst.getLast().seq(), PAGE));
        }
        return RecentTurns.of(newestFirst.reversed(), lastIsOpen, this::ownReplies);
    }

    private List<Message> page(ClaimedRun run, long before, int limit) {
        return conversations
                .messages(
                        run.actor().headerValue(),
                        Objects.requireNonNull(run.conversationId()).toString(),
                        run.branch(),
                        "desc",
                        before,
                        limit)
                .data();
    }

    private Map<RunId, String> ownReplies(List<RunId> runs) {
        List<UUID> ids = runs.stream().map(RunId::value).toList();
        Map<RunId, String> replies = new HashMap<>();
        sql.list(
                "SELECT id, reply FROM run WHERE id = ANY (?) AND reply IS NOT NULL",
                row ->
                        replies.put(
                                new RunId(row.getObject("id", UUID.class)), row.getString("reply")),
                ids);
        return replies;
    }
}
