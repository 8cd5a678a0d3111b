package dev.parley.conversation.stream;

import dev.parley.contracts.id.RunId;
import dev.parley.conversation.log.LogEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The events of one run, every one once and in order, for readers with a protocol of their own. */
public final class RunFeed {

    private final EventStream stream;
    private final RunId run;
    private long last;

    RunFeed(EventStream stream, RunId run, long after) {
        this.stream = stream;
        this.run = run;
        this.last = after;
    }

    /**
     * An event and which places of the log it stands for.
     *
     * @param firstSeq where it begins; before its own number if it is a folded series of deltas
     */
    public record Entry(LogEvent event, long firstSeq) {}

    /** The next events; none if nothing came within {@code patience}. */
    public List<Entry> next(Duration patience) throws InterruptedException {
        return ofRun(stream.next(patience));
    }

    /** Whether there will be no more: the conversation was deleted. */
    public boolean ended() {
        return stream.ended();
    }

    private List<Entry> ofRun(List<LogEvent> events) {
        List<Entry> found = new ArrayList<>();
        for (LogEvent event : events) {
            if (event.runId().equals(run)) {
                found.add(new Entry(event, last + 1));
            }
            last = event.seq();
        }
        return found;
    }
}
