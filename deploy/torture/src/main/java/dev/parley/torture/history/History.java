package dev.parley.torture.history;

import dev.parley.torture.history.Entry.Phase;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes down what is done and seen, while it happens. */
public final class History implements AutoCloseable {

    private final long begin = System.nanoTime();
    private final AtomicLong operations = new AtomicLong();
    private final JsonLines entries;
    private final JsonLines received;

    /** Begins the files of a folder. */
    public History(Folder folder) {
        this.entries = JsonLines.create(folder.history());
        this.received = JsonLines.create(folder.received());
    }

    /** An operation that was begun. */
    public final class Operation {

        private final String worker;
        private final long number;
        private final String what;

        private Operation(String worker, long number, String what) {
            this.worker = worker;
            this.number = number;
            this.what = what;
        }

        /** It has happened. */
        public void ok(Map<String, String> facts) {
            write(Phase.OK, facts);
        }

        /** It was refused: for good, or with the advice to try again. */
        public void refused(Map<String, String> facts, boolean forGood) {
            write(forGood ? Phase.FAIL : Phase.INFO, facts);
        }

        /** It may have happened or not. */
        public void info(Map<String, String> facts) {
            write(Phase.INFO, facts);
        }

        private void write(Phase phase, Map<String, String> facts) {
            entries.add(new Entry(System.nanoTime() - begin, worker, number, phase, what, facts));
        }
    }

    /** Says that an operation begins. */
    public Operation invoke(String worker, String what, Map<String, String> facts) {
        Operation operation = new Operation(worker, operations.incrementAndGet(), what);
        operation.write(Phase.INVOKE, facts);
        return operation;
    }

    /** Says that a reader got an event. */
    public void received(Event event) {
        received.add(event);
    }

    @Override
    public void close() {
        entries.close();
        received.close();
    }
}
