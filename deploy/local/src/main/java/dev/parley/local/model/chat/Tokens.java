package dev.parley.local.model.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text into the pieces that a stream sends, and counts them. A piece is a run of white space
 * followed by up to 16 UTF-16 units that aren't white space (surrogate pairs stay together); white
 * space at the end is a piece of its own. This deterministic approximation is what {@code usage}
 * counts: one token per piece of text, names and arguments of tool calls included, plus 4 per
 * message and 3 for the answer to come. A real tokenizer counts about a third more for English
 * prose.
 */
public final class Tokens {

    private static final int LONGEST = 16;
    private static final int PER_MESSAGE = 4;
    private static final int PER_ANSWER = 3;

    private Tokens() {}

    public static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>(text.length() / 5 + 1);
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    public static int count(String text) {
        int count = 0;
        for (int start = 0; start < text.length(); start = end(text, start)) {
            count++;
        }
        return count;
    }

    /** What a request costs: its messages and the tools that it describes. */
    public static int count(ChatRequest request) {
        int count = PER_ANSWER;
        for (ChatMessage message : request.messages()) {
            count += PER_MESSAGE + count(message.text()) + count(message.toolCalls());
        }
        for (ToolSpec tool : request.tools()) {
            count += PER_MESSAGE + count(tool.name()) + count(tool.description());
            count += count(tool.parameters().toString());
        }
        return count;
    }

    public static int count(List<ToolCall> calls) {
        return calls.stream().mapToInt(call -> count(call.name()) + count(call.arguments())).sum();
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        int limit = Math.min(text.length(), end + LONGEST);
        while (end < limit && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        boolean splitsPair =
                end < text.length()
                        && Character.isHighSurrogate(text.charAt(end - 1))
                        && Character.isLowSurrogate(text.charAt(end));
        return splitsPair ? end + 1 : end;
    }
}
