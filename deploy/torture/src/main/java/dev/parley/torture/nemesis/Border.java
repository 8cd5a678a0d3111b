package dev.parley.torture.nemesis;

import java.util.Locale;

/** A moment just before something becomes true in a service's database. */
public enum Border {
    /** A message is accepted. */
    ACCEPT("conversation", "INSERT ON turn", "true"),
    /** A run's event is stored for readers. */
    STORE("conversation", "INSERT ON event", "true"),
    /** What Kafka told agent-service, such as a run for the queue, is taken. */
    INTAKE("agent", "INSERT ON inbox", "true"),
    /** A worker gets a run. */
    CLAIM("agent", "UPDATE ON run", "OLD.status = 'QUEUED' AND NEW.status = 'RUNNING'"),
    /** What the model said is journalled. */
    MODEL_JOURNAL("agent", "INSERT ON run_step", "NEW.call_index < 0"),
    /** What a tool gave is journalled. */
    TOOL_JOURNAL("agent", "INSERT ON run_step", "NEW.call_index >= 0"),
    /** A run ends. */
    END(
            "agent",
            "UPDATE ON run",
            "OLD.status = 'RUNNING' AND NEW.status NOT IN ('RUNNING', 'QUEUED')"),
    /** A call of a tool is planned. */
    CALL("tool", "INSERT ON execution", "true"),
    /** A call may leave. */
    DISPATCH(
            "tool",
            "UPDATE ON execution",
            "OLD.status <> 'DISPATCHED' AND NEW.status = 'DISPATCHED'"),
    /** The outcome of a call is known. */
    OUTCOME(
            "tool",
            "UPDATE ON execution",
            "OLD.status = 'DISPATCHED' AND NEW.status <> 'DISPATCHED'");

    private final String database;
    private final String change;
    private final String condition;

    Border(String database, String change, String condition) {
        this.database = database;
        this.change = change;
        this.condition = condition;
    }

    /** For example {@code tool-journal}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The database of the service that comes here. */
    String database() {
        return database;
    }

    /** What Postgres is about to do, as a trigger names it. */
    String change() {
        return change;
    }

    /** Which of these changes are meant, over {@code OLD} and {@code NEW}. */
    String condition() {
        return condition;
    }
}
