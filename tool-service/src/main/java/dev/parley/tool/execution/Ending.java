package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.database.DatabaseException;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.schema.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes what the calls of this process came to, however long the database is away. */
@ApplicationScoped
class Ending {

    private static final Logger LOG = Logger.getLogger(Ending.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Conclusion conclusion;
    private final Executors executors;
    private final Tools tools;
    private final ExecutionMeters meters;

    @Inject
    Ending(Conclusion conclusion, Executors executors, Tools tools, ExecutionMeters meters) {
        this.conclusion = conclusion;
        this.executors = executors;
        this.tools = tools;
        this.meters = meters;
    }

    /** What the client is told; nothing if the call is another process' by now. */
    Optional<ToolExecution.Response> write(OpenCall open, Done done, long millis)
            throws InterruptedException {
        Call call = open.call();
        Outcome outcome = told(call, done.outcome());
        Effort effort = new Effort(done.attempts(), millis, cost(call, done), done.reuse());
        if (!write(call, outcome, effort)) {
            meters.lostCall();
            LOG.warnf("The outcome of call %s came too late.", call.callId());
            return Optional.empty();
        }
        if (outcome.status() == Status.UNKNOWN) {
            LOG.warnf(
                    "Nobody knows whether call %s of %s was carried out.",
                    call.callId(), call.tool().name());
        }
        return Optional.of(outcome.response(call.id(), effort));
    }

    private static BigDecimal cost(Call call, Done done) {
        BigDecimal perCall =
                Objects.requireNonNullElse(call.tool().definition().costPerCall(), BigDecimal.ZERO);
        return perCall.multiply(BigDecimal.valueOf(done.attempts()));
    }

    /** The model is to know that it was not called with what it asked for. */
    private static Outcome told(Call call, Outcome outcome) {
        boolean edited =
                call.approval() != null
                        && !CanonicalJson.hash(call.arguments()).equals(call.argumentsHash());
        return edited
                ? outcome.withNote(
                        "Who approved the call changed its arguments to " + call.arguments() + '.')
                : outcome;
    }

    private boolean write(Call call, Outcome outcome, Effort effort) throws InterruptedException {
        while (true) {
            try {
                List<String> outdated = outdated(call, outcome);
                return conclusion.write(
                        Subject.of(call), executors.id(), outcome, effort, outdated);
            } catch (RuntimeException e) {
                if (!DatabaseException.isTransient(e)) {
                    throw e;
                }
                LOG.warnf(
                        "The outcome of call %s is not written yet: %s",
                        call.callId(), e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    /** The tools whose kept results do not hold after what was done, or may have been. */
    private List<String> outdated(Call call, Outcome outcome) {
        List<String> names = Objects.requireNonNull(call.tool().definition().invalidates());
        return names.isEmpty() || outcome.status() == Status.FAILED
                ? List.of()
                : tools.keeping(call.tenant(), names);
    }
}
