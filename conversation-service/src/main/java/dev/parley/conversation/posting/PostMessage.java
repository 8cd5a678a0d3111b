package dev.parley.conversation.posting;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.ConversationError;
import dev.parley.conversation.admission.Admission;
import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.LogAppended;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.turn.Turns;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.outbox.Outbox;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepts messages: messages, log entries, turn and outbox row are one transaction. From its commit
 * on Parley owes the caller one terminal event.
 */
@ApplicationScoped
public class PostMessage {

    private final Admission admission;
    private final ConversationGate gate;
    private final BusyConversation busy;
    private final Fork fork;
    private final MessageLog messages;
    private final EventLog log;
    private final Turns turns;
    private final Outbox outbox;
    private final PostingEvents events;
    private final Caches caches;
    private final Event<LogAppended> appended;

    @Inject
    PostMessage(
            Admission admission,
            ConversationGate gate,
            BusyConversation busy,
            Fork fork,
            MessageLog messages,
            EventLog log,
            Turns turns,
            Outbox outbox,
            PostingEvents events,
            Caches caches,
            Event<LogAppended> appended) {
        this.admission = admission;
        this.gate = gate;
        this.busy = busy;
        this.fork = fork;
        this.messages = messages;
        this.log = log;
        this.turns = turns;
        this.outbox = outbox;
        this.events = events;
        this.caches = caches;
        this.appended = appended;
    }

    /** Accepts what a caller says, in the caller's transaction if there is one. */
    @Transactional
    public Accepted post(Caller caller, ConversationId conversation, Posting posting) {
        refuseIfFull();
        admission.admit(caller);
        caches.invalidateOwner(conversation.toString());
        RunId run = RunId.next();
        ConversationGate.Place place =
                gate.enter(caller, conversation, run, posting.input().size());
        QueuedRun queued = queue(caller, conversation, run, posting, place);
        Landing landing = fork.land(caller.tenant(), conversation, place, posting.target());
        List<MessageView> said = messages(caller, posting, run, place, landing);
        messages.append(stored(caller, conversation, place, said));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        List<LogEvent> entries = events.entries(conversation, said, queued, place.events(), now);
        log.append(caller.tenant(), entries);
        turns.open(caller, conversation, run, turn(landing, said, queued), now);
        outbox.append(
                List.of(events.posted(caller, conversation, run, posting, place, landing, said)));
        appended.fire(new LogAppended(entries));
        admission.accepted(caller);
        return new Accepted(
                said.isEmpty() ? landing.requireAnswered() : said.getLast(),
                queued.accepted(place.events()));
    }

    /** Under the lock on the conversation: what else of it is open does not change meanwhile. */
    private QueuedRun queue(
            Caller caller,
            ConversationId conversation,
            RunId run,
            Posting posting,
            ConversationGate.Place place) {
        List<RunId> open = place.openTurns() == 0 ? List.of() : turns.openRuns(conversation);
        busy.meet(caller, conversation, posting.onBusy(), open);
        return new QueuedRun(
                run,
                posting.priority(),
                admission.estimate(caller, posting.priority(), open.size()).orElse(null));
    }

    private static List<MessageLog.StoredMessage> stored(
            Caller caller,
            ConversationId conversation,
            ConversationGate.Place place,
            List<MessageView> said) {
        return said.stream()
                .map(message ->
                        new MessageLog.StoredMessage(
                                caller.tenant(), place.owner(), conversation, message))
                .toList();
    }

    private void refuseIfFull() {
        if (outbox.full()) {
            throw ProblemException.retryLater(
                    ConversationError.BACKLOG_FULL,
                    "More accepted messages wait than the outbox may hold; try again in ten seconds.",
                    Duration.ofSeconds(10),
                    null);
        }
    }

    /** Only a reply that was asked for again stands beside another reply. */
    private static Turns.Opening turn(Landing landing, List<MessageView> said, QueuedRun queued) {
        boolean again = landing.answered() != null;
        MessageView last = said.isEmpty() ? landing.requireAnswered() : said.getLast();
        return new Turns.Opening(
                landing.branch(),
                again ? landing.forkOf() : null,
                landing.answersRunId(),
                last.seq(),
                queued.estimate());
    }

    private static List<MessageView> messages(
            Caller caller,
            Posting posting,
            RunId run,
            ConversationGate.Place place,
            Landing landing) {
        List<MessageView> said = new ArrayList<>();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (Posting.Input input : posting.input()) {
            Long forkOf = said.isEmpty() ? landing.forkOf() : null;
            Posting.Spot spot =
                    new Posting.Spot(place.messages() + said.size() + 1, landing.branch(), forkOf);
            said.add(input.asMessage(caller.user(), run, spot, posting.metadata(), now));
        }
        return said;
    }
}
