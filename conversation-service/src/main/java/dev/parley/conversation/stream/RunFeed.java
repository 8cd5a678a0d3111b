package dev.parley.conversation.stream;

import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.LogEvent;
import java.time.Duration;
import java.util.List;

/** The events of one run, every one once and in order, for readers with a protocol of their own. */
public final class RunFeed {

    private final EventStream stream;
    private final RunId run;

    RunFeed(EventStream stream, RunId run) {
        this.stream = stream;
        this.run = run;
    }

    /** The next events; none if nothing came within {@code patience}. */
    public List<LogEvent> next(Duration patience) throws InterruptedException {
        return ofRun(stream.next(patience));
    }

    private List<LogEvent> ofRun(List<LogEvent> events) {
        return events.stream().filter(event -> event.runId().equals(run)).toList();
    }
}
