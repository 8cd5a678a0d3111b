package dev.parley.tool.execution;

import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.invocation.Finding;
import dev.parley.tool.invocation.Reply;
import java.time.Duration;

/**
 * What to do after an attempt, by what the tool does to the world. Nothing that may have been done
 * is asked for again, unless the other side does it once only, or says that it was not done.
 */
sealed interface Next {

    /** It is over. */
    record End(Outcome outcome) implements Next {}

    /** Ask again, after a pause. */
    record Again(Duration pause) implements Next {}

    /** Find out, after a pause, whether it was done. */
    record LookUp(Duration pause) implements Next {}

    /** The longest pause that another side may ask for; who waits longer is not waited for. */
    Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How often one looks before the outcome counts as unknown. */
    int MOST_LOOKS = 6;

    /** How often one waits for another side that is left alone, if it may have done it. */
    int MOST_WAITS = 6;

    /** How often in a row the other side must say that it was not done: it may be at it still. */
    int DENIALS = 2;

    /**
     * How far it has come.
     *
     * @param attempts how many there were, from 1
     * @param maxAttempts how many there may be
     * @param mayBeDone whether an earlier attempt may have done it
     * @param cancelled whether nobody wants it any more
     * @param waits how often it was not made because the other side was left alone
     * @param backoff the pause that is due now
     */
    record Progress(
            int attempts,
            int maxAttempts,
            boolean mayBeDone,
            boolean cancelled,
            int waits,
            Duration backoff) {

        private boolean mayTryAgain() {
            return attempts < maxAttempts && !cancelled;
        }
    }

    /** After an attempt. */
    static Next after(Effects effects, Reply reply, Progress progress) {
        return switch (reply) {
            case Reply.Done done -> new End(Outcome.succeeded(done));
            case Reply.Refused(RunProblem problem) -> end(effects, problem, progress);
            case Reply.NotSent(RunProblem problem, boolean mayPass) ->
                    mayPass && progress.mayTryAgain()
                            ? new Again(progress.backoff())
                            : end(effects, problem, progress);
            case Reply.LeftAlone alone -> afterLeftAlone(effects, alone, progress);
            case Reply.TryLater later -> afterTryLater(effects, later, progress);
            case Reply.Unclear unclear -> afterUnclear(effects, unclear, progress);
        };
    }

    /** Who asks for the first time is told at once; what may be done is to have an outcome. */
    private static Next afterLeftAlone(Effects effects, Reply.LeftAlone alone, Progress progress) {
        boolean again =
                effects == Effects.IDEMPOTENT
                        && progress.mayBeDone()
                        && progress.mayTryAgain()
                        && progress.waits() <= MOST_WAITS;
        return again
                ? new Again(alone.pause().plus(progress.backoff()))
                : end(effects, alone.problem(), progress);
    }

    private static Next afterTryLater(Effects effects, Reply.TryLater later, Progress progress) {
        Duration pause = later.after().orElse(progress.backoff());
        boolean again =
                effects != Effects.UNSAFE
                        && progress.mayTryAgain()
                        && pause.compareTo(LONGEST_PAUSE) <= 0;
        return again ? new Again(pause) : end(effects, later.problem(), progress);
    }

    private static Next afterUnclear(Effects effects, Reply.Unclear unclear, Progress progress) {
        Duration pause = unclear.after().orElse(progress.backoff());
        boolean again =
                unclear.mayPass() && progress.mayTryAgain() && pause.compareTo(LONGEST_PAUSE) <= 0;
        return switch (effects) {
            case NONE -> again ? new Again(pause) : end(effects, unclear.problem(), progress);
            case IDEMPOTENT ->
                    again ? new Again(pause) : new End(Outcome.unknown(unclear.problem()));
            case RECONCILABLE -> new LookUp(progress.backoff());
            case UNSAFE -> new End(Outcome.unknown(unclear.problem()));
        };
    }

    /** This attempt did nothing; an earlier one may have. */
    private static Next end(Effects effects, RunProblem problem, Progress progress) {
        if (progress.mayBeDone() && effects != Effects.NONE) {
            return new End(Outcome.unknown(problem));
        }
        return new End(progress.cancelled() ? Outcome.cancelled() : Outcome.failed(problem));
    }

    /**
     * After a look.
     *
     * @param looks how many there were, from 1
     * @param denials how many in a row have shown that it was not done
     * @param cause why nobody knows
     */
    static Next after(
            Finding finding, int looks, int denials, RunProblem cause, Progress progress) {
        return switch (finding) {
            case Finding.Happened(Reply.Done done) -> new End(Outcome.succeeded(done));
            case Finding.DidNot _ -> {
                if (denials < DENIALS) {
                    yield new LookUp(progress.backoff());
                }
                if (progress.cancelled()) {
                    yield new End(Outcome.cancelled());
                }
                yield progress.mayTryAgain()
                        ? new Again(progress.backoff())
                        : new End(Outcome.failed(cause));
            }
            case Finding.Undecided(RunProblem problem) ->
                    looks < MOST_LOOKS
                            ? new LookUp(progress.backoff())
                            : new End(Outcome.unknown(problem));
        };
    }
}
