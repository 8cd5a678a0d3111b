package dev.parley.conversation.openai.run;

import dev.parley.conversation.log.EventLog;
import dev.parley.conversation.log.LogEvent;
import dev.parley.conversation.stream.RunFeed;
import dev.parley.conversation.stream.Streams;
import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows runs to their ends, for as long as there is somebody who wants to know. */
@ApplicationScoped
public class FollowRun {

    private static final Duration LOOK_FOR_CLIENT = Duration.ofSeconds(1);
    private static final int PAGE = 500;

    private final Streams streams;
    private final EventLog log;
    private final OpenAiConfig config;

    @Inject
    FollowRun(Streams streams, EventLog log, OpenAiConfig config) {
        this.streams = streams;
        this.log = log;
        this.config = config;
    }

    /**
     * Hands a follower every event of a run, up to its terminal one. A conversation that is deleted
     * meanwhile is as good as a client that has left: there is nobody to tell.
     */
    public void follow(BegunRun begun, RunFollower follower)
            throws ClientGone, InterruptedException {
        try (Streams.Tail tail = streams.listen(begun.conversation())) {
            RunFeed feed = tail.feed(begun.run(), begun.afterSeq());
            while (true) {
                List<RunFeed.Entry> entries = feed.next(follower.patience());
                for (RunFeed.Entry entry : entries) {
                    follower.take(entry);
                    if (entry.event().endsRun()) {
                        return;
                    }
                }
                if (feed.ended()) {
                    throw new ClientGone("the conversation was deleted");
                }
                if (entries.isEmpty()) {
                    follower.idle();
                }
            }
        }
    }

    /**
     * How a run ends, once it has; waits for it no longer than the client does, nor than the
     * setting allows.
     */
    public RunEnd await(BegunRun begun, HttpServerResponse client)
            throws ClientGone, InterruptedException {
        Waiting waiting = new Waiting(client);
        follow(begun, waiting);
        return RunEnd.of(waiting.decisive);
    }

    /** What the log holds of a run by now. */
    public List<RunFeed.Entry> soFar(BegunRun begun) {
        List<RunFeed.Entry> found = new ArrayList<>();
        long last = begun.afterSeq();
        while (true) {
            List<LogEvent> page = log.readAfter(begun.conversation(), last, PAGE);
            for (LogEvent event : page) {
                if (event.runId().equals(begun.run())) {
                    found.add(new RunFeed.Entry(event, last + 1));
                    if (event.endsRun()) {
                        return found;
                    }
                }
                last = event.seq();
            }
            if (page.size() < PAGE) {
                return found;
            }
        }
    }

    /** Waits for a run that is about to end, but not for long. */
    public void settle(BegunRun begun, Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        try (Streams.Tail tail = streams.listen(begun.conversation())) {
            RunFeed feed = tail.feed(begun.run(), begun.afterSeq());
            while (System.nanoTime() - deadline < 0 && !feed.ended()) {
                if (feed.next(LOOK_FOR_CLIENT).stream().anyMatch(it -> it.event().endsRun())) {
                    return;
                }
            }
        }
    }

    /** Waits for the end and remembers only what decides it. */
    private final class Waiting implements RunFollower {

        private final HttpServerResponse client;
        private final long deadline = System.nanoTime() + config.maxWait().toNanos();
        private final List<LogEvent> decisive = new ArrayList<>();

        private Waiting(HttpServerResponse client) {
            this.client = client;
        }

        @Override
        public Duration patience() {
            return LOOK_FOR_CLIENT;
        }

        @Override
        public void take(RunFeed.Entry entry) throws ClientGone {
            if (RunEnd.decidedBy(entry.event())) {
                decisive.add(entry.event());
            }
            check();
        }

        @Override
        public void idle() throws ClientGone {
            check();
        }

        private void check() throws ClientGone {
            if (client.closed()) {
                throw new ClientGone("the client does not wait for its answer");
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ProblemException(
                        PlatformError.UNAVAILABLE,
                        "The answer took longer than "
                                + config.maxWait().toSeconds()
                                + " seconds; ask for it with stream or background.");
            }
        }
    }
}
