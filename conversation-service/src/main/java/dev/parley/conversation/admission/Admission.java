package dev.parley.conversation.admission;

import dev.parley.contracts.event.Priority;
import dev.parley.conversation.ConversationError;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Refuses runs beyond the limits of the queue, before anything is written of them. */
@ApplicationScoped
public class Admission {

    private static final double WORTH_COMING_BACK = 0.05;
    private static final long LONGEST_RETRY_SECONDS = 60;

    private final QueueReports reports;
    private final OpenRuns openRuns;
    private final Counter refused;

    @Inject
    Admission(QueueReports reports, OpenRuns openRuns, MeterRegistry meters) {
        this.reports = reports;
        this.openRuns = openRuns;
        this.refused =
                Counter.builder("parley.admission.refused")
                        .description("Messages that were refused since the queue was full")
                        .register(meters);
    }

    /** Refuses with {@code queue-full} if the caller, its tenant or the queue has too much open. */
    public void admit(Caller caller) {
        QueueReport.Rules rules = reports.rules();
        Optional<QueueReport> queue = reports.latest();
        long tenantLimit = reports.limitOf(caller.tenant());
        OpenRuns.Count open = openRuns.count(caller, tenantLimit, rules.userMaxOpen());
        if (open.ofUser() >= rules.userMaxOpen()) {
            throw full("Your unanswered messages are", rules.userMaxOpen());
        }
        if (open.ofTenant() >= tenantLimit) {
            throw full("Your organisation's unanswered messages are", tenantLimit);
        }
        if (queue.isPresent() && queue.get().open() >= rules.maxOpen()) {
            throw full("All unanswered messages are", rules.maxOpen());
        }
    }

    /**
     * When a run that is accepted now will begin; empty if nobody can tell.
     *
     * @param ahead how many runs of its conversation have not ended
     */
    public Optional<QueueEstimate> estimate(Caller caller, Priority priority, long ahead) {
        long since = reports.acceptedSince(caller.tenant());
        return reports.latest()
                .flatMap(queue -> queue.estimate(caller.tenant(), priority, since, ahead));
    }

    /** Remembers a run that was accepted, until the next report knows of it. */
    public void accepted(Caller caller) {
        reports.accepted(caller.tenant());
    }

    private ProblemException full(String whose, long limit) {
        refused.increment();
        return ProblemException.retryLater(
                ConversationError.QUEUE_FULL,
                "%s as many as may wait, %d; try again when some are answered."
                        .formatted(whose, limit),
                retryAfter(limit),
                null);
    }

    /** About as long as a twentieth of the limit takes. */
    private Duration retryAfter(long limit) {
        double seconds =
                reports.latest()
                        .map(queue -> limit * WORTH_COMING_BACK * queue.turnMs() / 1000)
                        .orElse(1.0);
        return Duration.ofSeconds(Math.clamp((long) Math.ceil(seconds), 1, LONGEST_RETRY_SECONDS));
    }
}
