package dev.parley.conversation.waiting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.admission.QueueEstimate;
import dev.parley.conversation.admission.QueuePlaces;
import dev.parley.conversation.stream.Streams;
import dev.parley.conversation.turn.WaitingTurns;
import dev.parley.conversation.turn.WaitingTurns.Waiting;
import dev.parley.platform.database.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks once a second at the runs that wait in conversations which somebody reads on this replica,
 * and tells what has changed of their places. Nobody pays for those that nobody looks at.
 */
@ApplicationScoped
class TellWaits {

    private static final Logger LOG = Logger.getLogger(TellWaits.class);

    private final Streams streams;
    private final WaitingTurns turns;
    private final QueuePlaces places;

    @Inject
    TellWaits(Streams streams, WaitingTurns turns, QueuePlaces places) {
        this.streams = streams;
        this.turns = turns;
        this.places = places;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        Set<ConversationId> watched = streams.watched();
        if (watched.isEmpty()) {
            return;
        }
        try {
            tell(turns.of(watched));
        } catch (DatabaseException e) {
            LOG.warnf("Waits could not be told; the next look is in a second: %s", e.getMessage());
        }
    }

    private void tell(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        Map<RunId, QueueEstimate> present =
                places.of(waiting.stream().map(Waiting::runId).toList());
        Map<RunId, QueueEstimate> news = new HashMap<>();
        for (Waiting run : waiting) {
            QueueEstimate place = present.get(run.runId());
            if (place != null && WaitNews.worthTelling(run.told(), place)) {
                news.put(run.runId(), place);
            }
        }
        if (!news.isEmpty()) {
            turns.tell(news);
        }
    }
}
