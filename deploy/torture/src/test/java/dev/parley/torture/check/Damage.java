package dev.parley.torture.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.sink.Effect;
import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Execution;
import dev.parley.torture.history.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Evidence of a round, changed so that something does not hold any more. */
final class Damage {

    private final List<Entry> history;
    private final List<Event> received;
    private final List<Event> log;
    private final List<Message> messages;
    private final List<Execution> executions;
    private final List<Effect> effects;

    private Damage(Evidence good) {
        this.history = new ArrayList<>(good.history());
        this.received = new ArrayList<>(good.received());
        this.log = new ArrayList<>(good.log());
        this.messages = new ArrayList<>(good.messages());
        this.executions = new ArrayList<>(good.executions());
        this.effects = new ArrayList<>(good.effects());
    }

    /** That this invariant, and no other, is found broken by it. */
    static void assertBroken(Invariant invariant, Consumer<Damage> damage) {
        List<Finding> findings = Check.of(of(damage));
        List<String> broken =
                findings.stream()
                        .filter(finding -> finding.violations() > 0)
                        .map(Finding::invariant)
                        .toList();
        String report = new Report(findings).text();
        assertEquals(List.of(invariant.statement()), broken, report);
        assertFalse(new Report(findings).isGood());
    }

    static Evidence of(Consumer<Damage> damage) {
        Damage damaged = new Damage(GoodRound.evidence());
        damage.accept(damaged);
        return new Evidence(
                damaged.history,
                damaged.received,
                damaged.log,
                damaged.messages,
                damaged.executions,
                damaged.effects);
    }

    List<Entry> history() {
        return history;
    }

    List<Event> received() {
        return received;
    }

    List<Event> log() {
        return log;
    }

    List<Message> messages() {
        return messages;
    }

    List<Execution> executions() {
        return executions;
    }

    List<Effect> effects() {
        return effects;
    }

    /** Adds an event with the number that is next. */
    void append(String type, String run, String text) {
        log.add(
                new Event(
                        "",
                        GoodRound.CONVERSATION,
                        log.getLast().seq() + 1,
                        type,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("run_id", run)
                                .put("text", text)));
    }

    /** Puts the events of a log into another order, numbered as they come. */
    void reorder(List<Event> events) {
        log.clear();
        for (Event event : events) {
            log.add(numbered(event, log.size() + 1));
        }
    }

    static Event numbered(Event event, long seq) {
        return new Event(event.reader(), event.conversation(), seq, event.type(), event.data());
    }

    static Event called(Event event, String type) {
        return new Event(event.reader(), event.conversation(), event.seq(), type, event.data());
    }

    static Event saying(Event event, String text) {
        return new Event(
                event.reader(),
                event.conversation(),
                event.seq(),
                event.type(),
                JsonNodeFactory.instance.objectNode().put("run_id", event.run()).put("text", text));
    }

    /** Changes the first that is meant. */
    static <T> void change(List<T> all, Predicate<T> meant, UnaryOperator<T> change) {
        for (int i = 0; i < all.size(); i++) {
            if (meant.test(all.get(i))) {
                all.set(i, change.apply(all.get(i)));
                return;
            }
        }
        throw new IllegalArgumentException("There is nothing like this to change");
    }
}
