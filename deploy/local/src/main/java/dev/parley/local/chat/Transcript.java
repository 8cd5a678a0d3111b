package dev.parley.local.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;

/** Writes the events of one run as a person wants to read them. */
final class Transcript {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST = 300;

    private final PrintStream out;
    private boolean lineOpen;
    private String openCall = "";

    Transcript(PrintStream out) {
        this.out = out;
    }

    /** What an event means for whoever waits. */
    enum Progress {
        GOES_ON,
        COMPLETED,
        FAILED
    }

    Progress show(ServerEvent event) {
        JsonNode data = parse(event.data());
        switch (event.type()) {
            case "message.delta" -> text(data.path("text").asText());
            case "message.reset" -> line("↻ the reply begins again");
            case "tool.called" -> called(data);
            case "tool.finished" -> ended(data, " → " + brief(data.path("result")));
            case "tool.failed" -> ended(data, " ✘ " + problem(data.path("problem")));
            case "agent.handoff" -> line("⇢ handed over to " + plain(data.path("to").asText()));
            case "run.requires_action" -> line("⏸ waits for somebody to approve a tool call");
            case "run.completed" -> {
                closeLine();
                return Progress.COMPLETED;
            }
            case "run.failed" -> {
                line("✘ " + problem(data.path("problem")));
                return Progress.FAILED;
            }
            case "run.cancelled" -> {
                line("✘ cancelled");
                return Progress.FAILED;
            }
            default -> {
                // Others tell nothing that isn't seen already.
            }
        }
        return Progress.GOES_ON;
    }

    /** A remark of the client itself. */
    void line(String text) {
        closeLine();
        out.println(text);
        out.flush();
    }

    /** The title and the detail of a problem, as one line. */
    static String problem(JsonNode problem) {
        String title = plain(problem.path("title").asText("Failed"));
        String detail = plain(problem.path("detail").asText(""));
        return detail.isEmpty() ? title : title + ": " + detail;
    }

    private void called(JsonNode data) {
        closeLine();
        out.print("⚙ " + plain(data.path("tool").asText()) + " " + brief(data.path("arguments")));
        out.flush();
        lineOpen = true;
        openCall = data.path("call_id").asText();
    }

    private void ended(JsonNode data, String how) {
        boolean continues = lineOpen && openCall.equals(data.path("call_id").asText());
        if (!continues) {
            closeLine();
            out.print("⚙ " + plain(data.path("tool").asText()));
        }
        out.println(how);
        out.flush();
        lineOpen = false;
        openCall = "";
    }

    private void text(String text) {
        if (!openCall.isEmpty()) {
            closeLine();
        }
        String shown = plain(text);
        out.print(shown);
        out.flush();
        lineOpen = shown.isEmpty() ? lineOpen : !shown.endsWith("\n");
    }

    private void closeLine() {
        if (lineOpen) {
            out.println();
        }
        lineOpen = false;
        openCall = "";
    }

    /** A result of one field says as much without its wrapping. */
    private static String brief(JsonNode value) {
        JsonNode inner = value.isObject() && value.size() == 1 ? value.iterator().next() : value;
        JsonNode shown = inner.isValueNode() && value.has("result") ? inner : value;
        String text = plain(shown.isTextual() ? shown.asText() : shown.toString());
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** A model must not be able to steer the terminal. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "");
    }

    private static JsonNode parse(String data) {
        try {
            return JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stream carries no JSON: " + data, e);
        }
    }
}
