package dev.parley.local.model.script;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What one script was asked: a count of all requests, and the last 100 with their bodies. */
final class RequestLog {

    private static final int KEPT = 100;
    private static final int LONGEST_BODY = 256 * 1024;

    /** One request under way or done. */
    final class Entry {

        private final Instant at;
        private final String body;
        private final int step;
        private @Nullable Instant finished;
        private boolean clientLeft;

        private Entry(Instant at, String body, int step) {
            this.at = at;
            this.body = body;
            this.step = step;
        }

        void finished(boolean left) {
            synchronized (RequestLog.this) {
                finished = clock.instant();
                clientLeft = left;
            }
        }
    }

    private final Clock clock;
    private final Deque<Entry> last = new ArrayDeque<>();
    private long count;

    RequestLog(Clock clock) {
        this.clock = clock;
    }

    synchronized Entry add(byte[] body, int step) {
        String text =
                new String(body, 0, Math.min(body.length, LONGEST_BODY), StandardCharsets.UTF_8);
        Entry entry = new Entry(clock.instant(), text, step);
        count++;
        last.addLast(entry);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
        return entry;
    }

    synchronized ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("count", count);
        ArrayNode requests = json.putArray("requests");
        for (Entry entry : last) {
            requests.addObject()
                    .put("at", entry.at.toString())
                    .put("finished_at", entry.finished == null ? null : entry.finished.toString())
                    .put("client_closed_early", entry.clientLeft)
                    .put("step", entry.step)
                    .put("body", entry.body);
        }
        return json;
    }
}
