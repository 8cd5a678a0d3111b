package dev.parley.local.model.offline.quote;

import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Picks the sentence that shares most with a question. Each of the question's words counts by how
 * few of the sentences have it (inverse document frequency), and words of about the same meaning
 * count a little less.
 */
public final class BestPassage {

    private static final double SIMILAR = 0.6;

    private final Set<String> asked;

    public BestPassage(String question) {
        this(Words.contentStems(question));
    }

    public BestPassage(Set<String> askedStems) {
        this.asked = askedStems;
    }

    /** The first of the best ones, if it has at least this share of what is asked. */
    public Optional<Passage> find(List<Passage> passages, double share) {
        List<Set<String>> stems =
                passages.stream().map(it -> Words.contentStems(it.sentence())).toList();
        Map<String, Double> weights = weights(stems);
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        double best = 0;
        int bestIndex = -1;
        for (int i = 0; i < passages.size(); i++) {
            double found = found(stems.get(i), weights);
            if (found > best + 1e-9) {
                best = found;
                bestIndex = i;
            }
        }
        boolean enough = bestIndex >= 0 && all > 0 && best / all >= share;
        return enough ? Optional.of(passages.get(bestIndex)) : Optional.empty();
    }

    private Map<String, Double> weights(List<Set<String>> sentences) {
        Map<String, Double> weights = new HashMap<>();
        for (String stem : asked) {
            long having = sentences.stream().filter(it -> likeness(stem, it) > 0).count();
            double rare = Math.log(1 + (1.0 + sentences.size()) / (1 + Math.max(having, 1)));
            weights.put(stem, Vocabulary.isWeak(stem) && asked.size() > 1 ? rare / 2 : rare);
        }
        return weights;
    }

    private static double found(Set<String> sentence, Map<String, Double> weights) {
        return weights.entrySet().stream()
                .mapToDouble(entry -> entry.getValue() * likeness(entry.getKey(), sentence))
                .sum();
    }

    private static double likeness(String stem, Set<String> sentence) {
        if (sentence.contains(stem)) {
            return 1;
        }
        return sentence.stream().anyMatch(other -> Vocabulary.sameMeaning(stem, other))
                ? SIMILAR
                : 0;
    }
}
