package dev.parley.local.model.offline;

import dev.parley.local.model.ChatJson;
import dev.parley.local.model.chat.Answer;
import dev.parley.local.model.chat.ChatRequestReader;
import dev.parley.local.model.chat.CompletionId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The offline model on a fixed day, asked with the bytes that a client would send. */
final class AskedModel {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

    private final OfflineModel model = new OfflineModel(CLOCK);

    /** The beginning of a request that brings four tools of different kinds. */
    static ChatJson withTools() {
        return ChatJson.offline()
                .tool(
                        "calculator",
                        "Evaluates an arithmetic expression.",
                        "{'expression':{'type':'string'}}",
                        "expression")
                .tool(
                        "current_time",
                        "Returns the current time in a time zone",
                        "{'timezone':{'type':'string','description':'IANA time zone'}}",
                        "timezone")
                .tool(
                        "get_weather",
                        "Get the current weather for a city.",
                        "{'city':{'type':'string','description':'Name of the city.'}}",
                        "city")
                .tool(
                        "send_email",
                        "Sends an email",
                        "{'to':{'type':'string','format':'email'},'subject':{'type':'string'},'body':{'type':'string'}}",
                        "to",
                        "subject",
                        "body");
    }

    Answer answer(ChatJson request) {
        return model.answer(
                new ChatRequestReader().read(request.bytes()), CompletionId.of(request.bytes()));
    }

    String text(ChatJson request) {
        return answer(request).text();
    }

    /** The calls of the answer, each as its tool's name and its arguments. */
    List<String> calls(ChatJson request) {
        return answer(request).calls().stream()
                .map(call -> call.name() + call.arguments())
                .toList();
    }
}
