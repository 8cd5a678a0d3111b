package dev.parley.conversation.openai.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Reads content that is a text or a list of parts. Parts that are no text are refused by name. */
public final class Texts {

    private static final int MAX_CHARS = 128 << 10;
    private static final int MAX_PARTS = 1_000;
    private static final Set<String> TEXT_PARTS = Set.of("text", "input_text", "output_text");

    private Texts() {}

    /** The text; empty for null. */
    public static String read(JsonNode content, String pointer) {
        String text = content.isArray() ? join(content, pointer) : plain(content, pointer);
        if (text.length() > MAX_CHARS) {
            throw Invalid.value(pointer, "must have at most 131072 characters");
        }
        return text;
    }

    private static String plain(JsonNode content, String pointer) {
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        if (!content.isTextual()) {
            throw Invalid.value(pointer, "must be a text or a list of parts");
        }
        return content.textValue();
    }

    private static String join(JsonNode parts, String pointer) {
        if (parts.size() > MAX_PARTS) {
            throw Invalid.value(pointer, "must have at most 1000 parts");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append(part(parts.get(i), pointer + '/' + i));
        }
        return text.toString();
    }

    private static String part(JsonNode part, String pointer) {
        String type = part.path("type").asText();
        if (type.equals("refusal")) {
            return part.path("refusal").asText("");
        }
        if (!TEXT_PARTS.contains(type)) {
            throw Invalid.value(pointer + "/type", "must be text: agents read nothing else");
        }
        return plain(part.path("text"), pointer + "/text");
    }
}
