package dev.parley.conversation.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.event.RunActivity;
import dev.parley.contracts.event.RunEvent;
import dev.parley.contracts.id.CallId;
import dev.parley.conversation.log.EventType;
import dev.parley.conversation.log.LogEntry;
import dev.parley.conversation.message.MessageView;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pure decision what an event of a run does to its turn. It keeps one promise whatever is lost
 * or repeated on the way: the text of the deltas since the last reset is the text of the stored
 * reply.
 */
final class TurnProgress {

    private static final JsonMapper JSON = EventJson.mapper();

    private final RunEvent event;
    private final List<LogEntry> entries = new ArrayList<>();
    private Turn turn;

    private TurnProgress(Turn before, RunEvent event) {
        this.turn = before;
        this.event = event;
    }

    /** Applies an event that the turn expects. */
    static TurnChange apply(Turn before, RunEvent event) {
        return new TurnProgress(before.at(event.epoch(), event.index()), event).change();
    }

    private TurnChange change() {
        switch (event.activity()) {
            case RunActivity.Started started -> started(started);
            case RunActivity.Delta delta -> delta(delta);
            case RunActivity.Reset reset -> restart(reset.reply());
            case RunActivity.Postponed postponed -> postponed(postponed);
            case RunActivity.RequiresAction required ->
                    once(EventType.RUN_REQUIRES_ACTION, approvals(required), required);
            case RunActivity.ToolCalled called ->
                    once(EventType.TOOL_CALLED, called.callId(), called);
            case RunActivity.ToolFinished finished ->
                    once(EventType.TOOL_FINISHED, finished.callId(), finished);
            case RunActivity.ToolFailed failed ->
                    once(EventType.TOOL_FAILED, failed.callId(), failed);
            case RunActivity.Completed completed -> {
                return completed(completed);
            }
            case RunActivity.Cancelled cancelled -> {
                return cancelled(cancelled);
            }
            case RunActivity.Failed failed -> failed(failed);
        }
        return new TurnChange(turn, entries, null);
    }

    private void started(RunActivity.Started started) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("agent", started.agent());
        data.put("agent_version", started.agentVersion());
        data.put("attempt", started.attempt());
        add(EventType.RUN_STARTED, data);
        if (turn.streamBroken() || turn.streamedLength() != started.reply().length()) {
            restart(started.reply());
        }
    }

    private void delta(RunActivity.Delta delta) {
        if (delta.offset() == turn.streamedLength() && !turn.streamBroken()) {
            addDelta(delta.text());
        } else {
            turn = turn.broken();
        }
    }

    /** Voids what was streamed and says again what stays. */
    private void restart(String reply) {
        if (turn.streamedLength() > 0) {
            add(EventType.MESSAGE_RESET, JsonNodeFactory.instance.objectNode());
        }
        turn = turn.streamed(0);
        if (!reply.isEmpty()) {
            addDelta(reply);
        }
    }

    /** It waits again, and says why and until when. */
    private void postponed(RunActivity.Postponed postponed) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("retry_at", postponed.retryAt().toString());
        data.set("problem", JSON.valueToTree(postponed.problem()));
        add(EventType.RUN_QUEUED, data);
    }

    private static String approvals(RunActivity.RequiresAction required) {
        return required.actions().stream()
                .map(action -> action.approvalId().toString())
                .collect(Collectors.joining(","));
    }

    private void once(String type, CallId call, RunActivity activity) {
        once(type, call.toString(), activity);
    }

    private void once(String type, String what, RunActivity activity) {
        String mark = type + ' ' + what;
        if (!turn.toolMarks().contains(mark)) {
            turn = turn.marked(mark);
            add(type, body(activity));
        }
    }

    private TurnChange completed(RunActivity.Completed completed) {
        settle(completed.reply());
        turn = turn.ended(TurnStatus.COMPLETED);
        return new TurnChange(
                turn,
                entries,
                new TurnChange.Reply(
                        completed.agent(),
                        completed.reply(),
                        completed.toolCalls(),
                        completed.usage(),
                        MessageView.COMPLETE,
                        EventType.RUN_COMPLETED));
    }

    /** What had been said by then stays, as a message that is not all there. */
    private TurnChange cancelled(RunActivity.Cancelled cancelled) {
        settle(cancelled.reply());
        turn = turn.ended(TurnStatus.CANCELLED);
        if (cancelled.reply().isEmpty() && cancelled.toolCalls().isEmpty()) {
            add(EventType.RUN_CANCELLED, JsonNodeFactory.instance.objectNode());
            return new TurnChange(turn, entries, null);
        }
        return new TurnChange(
                turn,
                entries,
                new TurnChange.Reply(
                        cancelled.agent(),
                        cancelled.reply(),
                        cancelled.toolCalls(),
                        cancelled.usage(),
                        MessageView.INCOMPLETE,
                        EventType.RUN_CANCELLED));
    }

    /** Makes the log's text the text of the reply. */
    private void settle(String reply) {
        if (turn.streamBroken() || turn.streamedLength() != reply.length()) {
            restart(reply);
        }
    }

    /** No reply is stored: what was streamed of one is void. */
    private void failed(RunActivity.Failed failed) {
        settle("");
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set("problem", JSON.valueToTree(failed.problem()));
        add(EventType.RUN_FAILED, data);
        turn = turn.ended(TurnStatus.FAILED);
    }

    private void addDelta(String text) {
        add(EventType.MESSAGE_DELTA, JsonNodeFactory.instance.objectNode().put("text", text));
        turn = turn.streamed(turn.streamedLength() + text.length());
    }

    /** The activity's own fields; its type stands in the event's common part. */
    private static ObjectNode body(RunActivity activity) {
        JsonNode tree = JSON.valueToTree(activity);
        return ((ObjectNode) tree).without("type");
    }

    private void add(String type, ObjectNode data) {
        try {
            entries.add(
                    new LogEntry(
                            type,
                            event.runId(),
                            JSON.writeValueAsString(data),
                            event.at().truncatedTo(ChronoUnit.MICROS)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always writable", e);
        }
    }
}
