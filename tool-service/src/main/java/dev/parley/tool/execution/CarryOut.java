package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.guard.Guards;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.invocation.Finding;
import dev.parley.tool.invocation.Reply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Carries out a call that stands in the ledger: asks, asks again, or looks, until there is an
 * outcome. What to do next {@link Next} decides.
 */
@ApplicationScoped
class CarryOut {

    private static final Logger LOG = Logger.getLogger(CarryOut.class);

    private static final RunProblem LEFT_OPEN =
            new RunProblem(
                    "executor-lost",
                    "The process that executed the tool vanished",
                    "It vanished after the request may have left.");

    private static final RunProblem UNFORESEEN =
            new RunProblem(
                    "tool-attempt-failed",
                    "The attempt failed on our side",
                    "Something went wrong while the tool was asked; the operators have a log line of it.");

    private final DispatchFence fence;
    private final Invocations invocations;
    private final Guards guards;
    private final ExecutionConfig config;
    private final ExecutionMeters meters;

    @Inject
    CarryOut(
            DispatchFence fence,
            Invocations invocations,
            Guards guards,
            ExecutionConfig config,
            ExecutionMeters meters) {
        this.fence = fence;
        this.invocations = invocations;
        this.guards = guards;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Gives the outcome; throws {@link CallLost} if the call is another process' by now.
     *
     * @param call entered; if it was dispatched before, nobody knows what became of that
     */
    Done toEnd(OpenCall call) throws InterruptedException {
        return new Course(call).run();
    }

    /** One call's way to its outcome. */
    private final class Course {

        private final OpenCall open;
        private final Tool tool;
        private final Effects effects;
        private int attempts;
        private int waits;

        /** Of one that another process has made, when this one came to know of it. */
        private long attemptedAt = System.nanoTime();

        private int looks;
        private int denials;
        private boolean mayBeDone;
        private RunProblem cause = LEFT_OPEN;

        Course(OpenCall open) {
            this.open = open;
            this.tool = open.call().tool();
            this.effects = open.call().effects();
            this.mayBeDone = open.isDispatched();
        }

        Done run() throws InterruptedException {
            Next next = first();
            while (true) {
                switch (next) {
                    case Next.End(Outcome outcome) -> {
                        return new Done(OutputCheck.noted(tool, outcome), attempts, null);
                    }
                    case Next.Again(Duration pause) -> {
                        open.pause(pause);
                        next = ask();
                    }
                    case Next.LookUp(Duration pause) -> {
                        Thread.sleep(pause);
                        next = look();
                    }
                }
            }
        }

        private Next first() {
            if (!open.isDispatched()) {
                return new Next.Again(Duration.ZERO);
            }
            return switch (effects) {
                case NONE, IDEMPOTENT -> new Next.Again(Duration.ZERO);
                case RECONCILABLE -> new Next.LookUp(backoff(1));
                case UNSAFE -> new Next.End(Outcome.unknown(LEFT_OPEN));
            };
        }

        private Next ask() {
            attempts++;
            if (attempts > 1) {
                meters.retried(tool.name());
            }
            try {
                Reply reply = guarded();
                if (reply instanceof Reply.Unclear(RunProblem problem, _, _)) {
                    mayBeDone = true;
                    cause = problem;
                    looks = 0;
                    denials = 0;
                }
                if (reply instanceof Reply.LeftAlone) {
                    attempts--;
                    waits++;
                }
                log(reply);
                return Next.after(effects, reply, progress());
            } catch (DispatchFence.Withheld e) {
                return new Next.End(e.outcome());
            }
        }

        private Reply guarded() {
            try {
                return guards.call(
                        open.call().tenant(),
                        tool.key(),
                        tool.name(),
                        Objects.requireNonNull(tool.definition().maxConcurrent()),
                        Invocations.host(tool),
                        this::attempt);
            } catch (DispatchFence.Withheld | CallLost e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "An attempt at call %s of %s failed in a way nobody foresaw.",
                        open.call().callId(),
                        tool.name());
                return open.isDispatched()
                        ? new Reply.Unclear(UNFORESEEN, true, Optional.empty())
                        : new Reply.NotSent(UNFORESEEN, true);
            }
        }

        private Reply attempt() {
            try {
                fence.pass(open);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CallLost();
            }
            attemptedAt = System.nanoTime();
            return open.run(invocations.attempt(tool, open.call().arguments(), context()));
        }

        /** Nobody's wish ends it early: it is how one finds out what the wish came too late for. */
        private Next look() {
            looks++;
            Finding finding = invocations.lookUp(tool, open.call().arguments(), context()).run();
            denials = finding instanceof Finding.DidNot && hasSettled() ? denials + 1 : 0;
            Next next = Next.after(finding, looks, denials, cause, progress());
            if (next instanceof Next.Again) {
                mayBeDone = false;
            }
            return next;
        }

        /** Before, the other side may be at it still. */
        private boolean hasSettled() {
            return System.nanoTime() - attemptedAt >= config.settling().toNanos();
        }

        private Next.Progress progress() {
            return new Next.Progress(
                    attempts,
                    Objects.requireNonNull(tool.definition().maxAttempts()),
                    mayBeDone,
                    open.isCancelled(),
                    waits,
                    backoff(attempts + waits + looks));
        }

        private CallContext context() {
            return new CallContext(
                    open.call().tenant(),
                    tool.owner(),
                    open.call().callId(),
                    effects,
                    tool.timeout(),
                    config.maxResultBytes());
        }

        private void log(Reply reply) {
            if (!(reply instanceof Reply.Done)) {
                LOG.debugf(
                        "Call %s of %s, attempt %d: %s",
                        open.call().callId(),
                        tool.name(),
                        attempts,
                        reply.getClass().getSimpleName());
            }
        }
    }

    /** Doubles with every try, up to the longest pause, and up to half of it is chance. */
    private Duration backoff(int tries) {
        long most =
                Math.min(
                        Next.LONGEST_PAUSE.toMillis(),
                        config.retryBackoff().toMillis() << Math.min(tries - 1, 16));
        return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }
}
