package dev.parley.torture.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.sink.Effect;
import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Entry.Phase;
import dev.parley.torture.history.Event;
import dev.parley.torture.history.Execution;
import dev.parley.torture.history.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a round leaves in which everything held: one conversation in which a reply was begun twice,
 * one needed the calculator, and the last was cancelled in the middle.
 */
final class GoodRound {

    static final String CONVERSATION = "conv_1";

    private final List<Entry> history = new ArrayList<>();
    private final List<Event> log = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    private GoodRound() {}

    static Evidence evidence() {
        GoodRound round = new GoodRound();
        round.resetOnce();
        round.calculated();
        round.cancelled();
        List<Event> received =
                round.log.stream()
                        .map(it ->
                                new Event("reader", CONVERSATION, it.seq(), it.type(), it.data()))
                        .toList();
        return new Evidence(
                round.history,
                received,
                round.log,
                round.messages,
                round.executions,
                round.effects);
    }

    private void resetOnce() {
        accept("k1", "one two");
        say("k1", "run.started");
        delta("k1", "on");
        say("k1", "message.reset");
        delta("k1", "one ");
        delta("k1", "two");
        end("k1", "run.completed", "completed", "one two");
    }

    private void calculated() {
        accept("k2", "it is 42");
        say("k2", "run.started");
        add("k2", "tool.called", data("k2").put("call_id", "call_1"));
        add("k2", "tool.finished", data("k2").put("call_id", "call_1"));
        executions.add(
                new Execution("call_1", "run_k2", "exec_1", "SUCCEEDED", "IDEMPOTENT", false));
        effects.add(new Effect("call_1", "{}"));
        delta("k2", "it is 42");
        end("k2", "run.completed", "completed", "it is 42");
    }

    private void cancelled() {
        accept("k3", "never said");
        say("k3", "run.started");
        delta("k3", "nev");
        end("k3", "run.cancelled", "incomplete", "nev");
    }

    /** The first attempt's answer is lost, the second is the one that the client gets. */
    private void accept(String key, String expected) {
        Map<String, String> asked =
                Map.of(
                        "conversation",
                        CONVERSATION,
                        "key",
                        key,
                        "content",
                        "ask " + key,
                        "expected",
                        expected);
        post(Phase.INVOKE, asked);
        post(Phase.INFO, asked);
        post(Phase.INVOKE, asked);
        post(Phase.OK, answered(asked, "run_" + key));
        messages.add(
                new Message(CONVERSATION, "msg_" + key, "user", "", "completed", "ask " + key));
        say(key, "message.created");
        say(key, "run.queued");
    }

    static Map<String, String> answered(Map<String, String> asked, String run) {
        Map<String, String> facts = new HashMap<>(asked);
        facts.put("run", run);
        facts.put("message", run.replace("run_", "msg_"));
        return facts;
    }

    private void post(Phase phase, Map<String, String> facts) {
        history.add(new Entry(history.size(), "client", history.size(), phase, "post", facts));
    }

    private void end(String key, String type, String status, String reply) {
        messages.add(
                new Message(
                        CONVERSATION, "reply_" + key, "assistant", "run_" + key, status, reply));
        say(key, type);
    }

    private void delta(String key, String text) {
        add(key, "message.delta", data(key).put("text", text));
    }

    private void say(String key, String type) {
        add(key, type, data(key));
    }

    private void add(String key, String type, ObjectNode data) {
        log.add(new Event("", CONVERSATION, log.size() + 1, type, data));
    }

    private static ObjectNode data(String key) {
        return JsonNodeFactory.instance.objectNode().put("run_id", "run_" + key);
    }
}
