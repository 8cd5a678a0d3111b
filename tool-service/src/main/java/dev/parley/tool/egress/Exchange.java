package dev.parley.tool.egress;

import dev.parley.tool.egress.Outcome.Answered;
import dev.parley.tool.egress.Outcome.Lost;
import dev.parley.tool.egress.Outcome.NotSent;
import dev.parley.tool.egress.Outcome.Refused;
import dev.parley.tool.egress.address.Refusal;
import dev.parley.tool.egress.wire.Deadline;
import dev.parley.tool.egress.wire.KillSwitch;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One request on its way, redirects included. For a virtual thread: an interrupt of one ends the
 * exchange at once, while a platform thread that reads from a socket does not notice it and needs
 * {@link #abort}.
 */
public final class Exchange {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final int MAX_TARGET = 8_000;

    private final Means means;
    private final EgressRequest request;
    private final Allowance allowance;
    private final KillSwitch kill = new KillSwitch();
    private final AtomicBoolean begun = new AtomicBoolean();

    Exchange(Means means, EgressRequest request, Allowance allowance) {
        this.means = means;
        this.request = request;
        this.allowance = allowance;
    }

    /** Ends the exchange from another thread, wherever it is; a body that is read breaks off. */
    public void abort() {
        kill.pull(KillSwitch.Cause.ABORTED);
    }

    /** Sends the request and reads the whole answer. Never throws for what the other side does. */
    public Outcome<Answer> send() {
        return open().then(Exchange::whole);
    }

    /** Sends the request and reads the head of the answer; its body is read by the caller. */
    public Outcome<StreamedAnswer> open() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("an exchange is for one request");
        }
        long start = System.nanoTime();
        Future<?> alarm =
                means.alarms()
                        .schedule(
                                () -> kill.pull(KillSwitch.Cause.DEADLINE),
                                allowance.total().toNanos(),
                                TimeUnit.NANOSECONDS);
        Consumer<Outcome<?>> end =
                outcome -> {
                    alarm.cancel(false);
                    record(outcome, Duration.ofNanos(System.nanoTime() - start));
                };
        Outcome<Hop.Reached> outcome = isTooLarge() ? tooLarge() : follow();
        if (!(outcome instanceof Answered)) {
            end.accept(outcome);
        }
        return outcome.then(reached -> handOver(reached, end));
    }

    private static Outcome<StreamedAnswer> handOver(Hop.Reached reached, Consumer<Outcome<?>> end) {
        StreamedAnswer answer = new StreamedAnswer(reached.head(), reached.body());
        Outcome<StreamedAnswer> answered = new Answered<>(answer);
        OptionalInt status = OptionalInt.of(reached.head().status());
        reached.body()
                .onEnd(loss ->
                        end.accept(loss.isEmpty() ? answered : new Lost<>(loss.get(), status)));
        return answered;
    }

    private boolean isTooLarge() {
        RequestBody body = request.body();
        return request.target().length() > MAX_TARGET
                || (body != null && body.content().length > means.config().maxRequestBytes());
    }

    private Outcome<Hop.Reached> tooLarge() {
        return request.target().length() > MAX_TARGET
                ? new Refused<>(Refusal.MALFORMED)
                : new NotSent<>(Unsent.TOO_LARGE);
    }

    private Outcome<Hop.Reached> follow() {
        Hop hop = new Hop(means, allowance, Deadline.in(allowance.total()), kill);
        EgressRequest next = request;
        OptionalInt redirected = OptionalInt.empty();
        for (int left = allowance.redirects(); ; left--) {
            Outcome<Hop.Reached> outcome = hop.make(next);
            if (!(outcome instanceof Answered<Hop.Reached>(Hop.Reached reached))) {
                return redirected.isEmpty() ? outcome : afterRedirect(outcome, redirected);
            }
            OptionalInt status = OptionalInt.of(reached.head().status());
            switch (Redirects.after(next, reached.head(), left, allowance.redirects() > 0)) {
                case Redirects.Next.Stay() -> {
                    return outcome;
                }
                case Redirects.Next.Stop(Loss reason) -> {
                    reached.body().close();
                    return new Lost<>(reason, status);
                }
                case Redirects.Next.Follow(EgressRequest request) -> {
                    reached.body().close();
                    next = request;
                    redirected = status;
                }
            }
        }
    }

    /** Somebody got the first request: nothing that follows makes it unsent. */
    private static Outcome<Hop.Reached> afterRedirect(
            Outcome<Hop.Reached> outcome, OptionalInt redirected) {
        return switch (outcome) {
            case Answered<Hop.Reached> answered -> answered;
            case Lost<Hop.Reached> lost -> lost;
            case Refused<Hop.Reached> refused -> new Lost<>(Loss.REDIRECT_REFUSED, redirected);
            case NotSent<Hop.Reached> notSent ->
                    new Lost<>(
                            switch (notSent.reason()) {
                                case DEADLINE -> Loss.DEADLINE;
                                case ABORTED -> Loss.ABORTED;
                                default -> Loss.REDIRECT_UNREACHABLE;
                            },
                            redirected);
        };
    }

    private static Outcome<Answer> whole(StreamedAnswer streamed) {
        try (InputStream body = streamed.body()) {
            return new Answered<>(new Answer(streamed.head(), body.readAllBytes()));
        } catch (BodyLost e) {
            return new Lost<>(e.reason(), OptionalInt.of(streamed.head().status()));
        } catch (IOException e) {
            throw new IllegalStateException("a body is lost for a reason", e);
        }
    }

    private void record(Outcome<?> outcome, Duration took) {
        means.meters().ended(outcome, took);
        if (LOG.isDebugEnabled()) {
            LOG.debugf(
                    "%s: %s, %s",
                    request, EgressMeters.outcome(outcome), EgressMeters.reason(outcome));
        }
    }
}
