package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Summarises by quoting: the sentences whose words occur most in the text (Luhn, "The Automatic
 * Creation of Literature Abstracts", 1958), in their order.
 */
final class Digest {

    private static final Pattern ASKS =
            Pattern.compile("\\b(?:summar\\w+|tl;?dr|sum up|recap)\\b", Pattern.CASE_INSENSITIVE);
    private static final int SENTENCES = 3;
    private static final int MOST = 400;

    private Digest() {}

    /**
     * A summary, if the last message or the system prompt asks for one and there is something to
     * sum up.
     */
    static Optional<String> find(ChatRequest request) {
        String message = request.lastUserText();
        boolean systemAsks =
                request.ofRole(ChatRole.SYSTEM).stream()
                        .anyMatch(it -> ASKS.matcher(it.text()).find());
        if (ASKS.matcher(message).find()) {
            List<String> given = material(message);
            return summary(given.size() > 1 ? given : conversation(request));
        }
        return systemAsks && request.tools().isEmpty()
                ? summary(material(message))
                : Optional.empty();
    }

    private static List<String> material(String text) {
        return Sentences.texts(text).stream()
                .filter(it -> !ASKS.matcher(it).find())
                .limit(MOST)
                .toList();
    }

    private static List<String> conversation(ChatRequest request) {
        List<String> sentences = new ArrayList<>();
        for (ChatMessage message :
                request.messages().subList(0, Math.max(0, request.lastUserIndex()))) {
            if (message.role() == ChatRole.USER || message.role() == ChatRole.ASSISTANT) {
                sentences.addAll(Sentences.texts(message.text()));
            }
        }
        return sentences.stream().limit(MOST).toList();
    }

    private static Optional<String> summary(List<String> sentences) {
        List<Set<String>> stems = sentences.stream().map(Words::contentStems).toList();
        Map<String, Integer> counts = new HashMap<>();
        stems.forEach(some -> some.forEach(stem -> counts.merge(stem, 1, Integer::sum)));
        List<String> picked =
                IntStream.range(0, sentences.size())
                        .boxed()
                        .filter(i -> !stems.get(i).isEmpty())
                        .sorted(Comparator.comparingDouble(i -> -weight(stems.get(i), counts)))
                        .limit(SENTENCES)
                        .sorted()
                        .map(sentences::get)
                        .toList();
        return picked.isEmpty()
                ? Optional.empty()
                : Optional.of("In short: " + String.join(" ", picked));
    }

    private static double weight(Set<String> stems, Map<String, Integer> counts) {
        double sum = stems.stream().mapToInt(stem -> counts.getOrDefault(stem, 0)).sum();
        return sum / Math.sqrt(stems.size());
    }
}
