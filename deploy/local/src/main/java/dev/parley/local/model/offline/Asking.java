package dev.parley.local.model.offline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.offline.tool.Plan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for what a tool still needs, and understands the next message as the answer. */
final class Asking {

    private static final Pattern ASKED =
            Pattern.compile(
                    "^To use `([\\w-]+)` I still need (.+?)\\. Please tell me\\.$", Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("`([\\w.-]+)`");

    private Asking() {}

    static String sentence(Plan.Ask ask) {
        List<String> named = new ArrayList<>();
        for (String missing : ask.missing()) {
            String description = description(ask.tool(), missing);
            named.add(
                    "`" + missing + "`" + (description.isEmpty() ? "" : " (" + description + ")"));
        }
        return "To use `"
                + ask.tool().name()
                + "` I still need "
                + String.join(" and ", named)
                + ". Please tell me.";
    }

    private static String description(ToolSpec tool, String path) {
        JsonNode schema = tool.parameters();
        for (String name : path.split("\\.")) {
            schema = schema.path("properties").path(name);
        }
        return schema.path("description").asText("").strip().replaceFirst("\\.$", "");
    }

    /**
     * An earlier request and the answers given since, as one message; empty when nothing was asked.
     */
    static Optional<String> answered(ChatRequest request) {
        List<ChatMessage> said =
                request.messages().stream()
                        .filter(it -> it.role() == ChatRole.USER || it.role() == ChatRole.ASSISTANT)
                        .toList();
        Deque<String> parts = new ArrayDeque<>();
        int at = said.size() - 1;
        while (at >= 2 && said.get(at).role() == ChatRole.USER) {
            Matcher asked = ASKED.matcher(said.get(at - 1).text());
            if (!asked.matches() || request.findTool(asked.group(1)).isEmpty()) {
                break;
            }
            parts.addFirst(labelled(asked.group(2), said.get(at).text()));
            at -= 2;
        }
        if (parts.isEmpty() || at < 0) {
            return Optional.empty();
        }
        parts.addFirst(said.get(at).text());
        return Optional.of(String.join("\n", parts));
    }

    /** The tool that the last answer asked something for. */
    static Optional<ToolSpec> tool(ChatRequest request) {
        List<ChatMessage> answers = request.ofRole(ChatRole.ASSISTANT);
        Matcher asked = ASKED.matcher(answers.isEmpty() ? "" : answers.getLast().text());
        return asked.matches() ? request.findTool(asked.group(1)) : Optional.empty();
    }

    private static String labelled(String wanted, String answer) {
        List<String> names = NAMED.matcher(wanted).results().map(it -> it.group(1)).toList();
        return names.size() == 1
                ? names.getFirst().replaceAll("^.*\\.|_", " ").strip() + ": " + answer
                : answer;
    }
}
