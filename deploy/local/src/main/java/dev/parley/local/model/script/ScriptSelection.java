package dev.parley.local.model.script;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.chat.InvalidRequest;
import dev.parley.local.model.http.HttpRequest;
import dev.parley.local.model.script.Scripts.Stored;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which script a request means: the one inside its last user message, else the one that it names in
 * that message or the system prompt ({@code [script:key]}), in a header ({@code X-Script}) or as
 * its API key ({@code script:key}), else the one called {@code default}.
 */
final class ScriptSelection {

    private static final String START = "<<script";
    private static final String END = ">>";
    private static final Pattern MARK = Pattern.compile("\\[script:([\\w.-]{1,100})]");
    private static final String BEARER = "Bearer script:";

    private final Scripts scripts;

    ScriptSelection(Scripts scripts) {
        this.scripts = scripts;
    }

    Stored select(ChatRequest chat, HttpRequest request) {
        String message = chat.lastUserText();
        int start = message.indexOf(START);
        int end = message.lastIndexOf(END);
        if (start >= 0 && end > start) {
            return new Stored(
                    "", scripts.read(message.substring(start + START.length(), end)), null);
        }
        Optional<String> key = mark(message).or(() -> system(chat)).or(() -> fromHeaders(request));
        return scripts.find(key.orElse("default")).orElseThrow(() -> missing(key));
    }

    private static Optional<String> system(ChatRequest chat) {
        return chat.ofRole(ChatRole.SYSTEM).stream()
                .map(ChatMessage::text)
                .flatMap(it -> mark(it).stream())
                .findFirst();
    }

    private static Optional<String> fromHeaders(HttpRequest request) {
        Optional<String> apiKey =
                request.header("authorization")
                        .filter(it -> it.startsWith(BEARER))
                        .map(it -> it.substring(BEARER.length()));
        return request.header("x-script").or(() -> apiKey);
    }

    private static Optional<String> mark(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    private static InvalidRequest missing(Optional<String> key) {
        String message =
                key.map(it ->
                                "There is no script '"
                                        + it
                                        + "'; put it to /control/scripts/"
                                        + it
                                        + " first.")
                        .orElse(
                                "The model 'scripted' needs a script: between <<script and >> in the last user message,"
                                        + " or one put to /control/scripts/{key} and named by [script:key].");
        return new InvalidRequest(400, message, "messages", "script_not_found");
    }
}
