package dev.parley.local.model.offline.quote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.language.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Quotes from texts and from lists of passages, such as a search brings. */
public final class Quoting {

    private static final Set<String> TEXTS =
            Set.of(
                    "text",
                    "content",
                    "snippet",
                    "passage",
                    "chunk",
                    "excerpt",
                    "body",
                    "page_content");
    private static final List<String> SOURCES =
            List.of("title", "source", "document", "url", "name", "id");
    private static final int LONGEST = 600;
    private static final double SHARE = 0.3;

    private Quoting() {}

    /** A short text whole, of a longer one the sentence that fits the question best. */
    public static String prose(String text, String question) {
        if (text.length() <= LONGEST / 2) {
            return "“" + text.strip() + "”";
        }
        List<Passage> sentences =
                Sentences.texts(text).stream().map(sentence -> new Passage(sentence, "")).toList();
        String best =
                new BestPassage(question)
                        .find(sentences, SHARE)
                        .map(Passage::sentence)
                        .orElseGet(() -> text.substring(0, LONGEST / 2).strip() + "...");
        return "“" + shortened(best) + "”";
    }

    /**
     * The best sentence of a list of passages with its source; empty when the list is no such
     * thing.
     */
    public static Optional<String> passageIn(JsonNode list, String question) {
        List<Passage> passages = new ArrayList<>();
        for (JsonNode row : list.isArray() ? list : List.<JsonNode>of()) {
            text(row).ifPresent(text -> add(passages, text, source(row)));
        }
        if (passages.isEmpty()) {
            return Optional.empty();
        }
        Passage best = new BestPassage(question).find(passages, SHARE).orElse(passages.getFirst());
        String from = best.source().isEmpty() ? "" : " (" + best.source() + ")";
        return Optional.of("“" + shortened(best.sentence()) + "”" + from + ".");
    }

    private static Optional<String> text(JsonNode row) {
        return row.properties().stream()
                .filter(it -> TEXTS.contains(it.getKey()) && it.getValue().asText().contains(" "))
                .map(it -> it.getValue().asText())
                .findFirst();
    }

    private static String source(JsonNode row) {
        return SOURCES.stream()
                .map(row::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .findFirst()
                .orElse("");
    }

    private static void add(List<Passage> passages, String text, String source) {
        Sentences.texts(text).forEach(sentence -> passages.add(new Passage(sentence, source)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
