package dev.parley.local.model.script;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.CompletionId;
import dev.parley.local.model.http.ClientGone;
import dev.parley.local.model.http.HttpReply;
import dev.parley.local.model.http.HttpRequest;
import dev.parley.local.model.script.RequestLog.Entry;
import dev.parley.local.model.script.Scripts.Stored;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Answers a request with the step of its script that is due. */
public final class ScriptedModel {

    private final Scripts scripts;
    private final ScriptSelection selection;
    private final Gates gates;
    private final Clock clock;

    public ScriptedModel(Scripts scripts, Gates gates, Clock clock) {
        this.scripts = scripts;
        this.selection = new ScriptSelection(scripts);
        this.gates = gates;
        this.clock = clock;
    }

    public void answer(ChatRequest chat, HttpRequest request, HttpReply reply) throws IOException {
        Stored stored = selection.select(chat, request);
        int step = answersSoFar(chat);
        RequestLog log = stored.log();
        Entry entry = log == null ? null : log.add(request.body(), step);
        boolean left = true;
        try {
            CompletionId id = CompletionId.of(request.body());
            Performance performance = new Performance(chat, id, clock.instant(), reply, gates);
            perform(stored, stored.script().step(step), step, performance);
            left = false;
        } catch (ClientGone e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            left = false;
            throw e;
        } finally {
            finish(entry, left);
        }
    }

    private static void finish(@Nullable Entry entry, boolean left) {
        if (entry != null) {
            entry.finished(left);
        }
    }

    private void perform(Stored stored, Step step, int index, Performance performance)
            throws IOException {
        switch (step) {
            case Step.Times times -> {
                int attempt = scripts.nextAttempt(stored.key(), performance.conversation(), index);
                perform(
                        stored,
                        attempt <= times.times() ? times.first() : times.then(),
                        index,
                        performance);
            }
            default -> performance.perform(step, stored.script().pace());
        }
    }

    /** A step for each answer since the user last spoke: calls made, and words said before them. */
    private static int answersSoFar(ChatRequest chat) {
        return (int)
                chat.afterLastUser().stream()
                        .map(ChatMessage::role)
                        .filter(ChatRole.ASSISTANT::equals)
                        .count();
    }
}
