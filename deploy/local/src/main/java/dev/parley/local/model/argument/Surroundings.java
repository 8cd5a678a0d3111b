package dev.parley.local.model.argument;

import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Utterance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the words around a value say about the parameter it belongs to. */
final class Surroundings {

    static final Set<String> PREPOSITIONS =
            Set.of(
                    "in", "at", "on", "for", "from", "to", "into", "with", "by", "near", "around",
                    "about", "of", "since", "until", "till", "between", "before", "after", "under",
                    "over", "above", "below", "as");

    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "my", "our", "your");
    private static final Set<String> CONNECTORS =
            Set.of(
                    "is", "are", "=", "to", "of", "should", "be", "as", "the", "a", "an", "was",
                    "called", "with", "named");
    private static final Set<String> AT_MOST =
            Set.of("under", "below", "most", "to", "max", "maximum", "than", "within");
    private static final Set<String> AT_LEAST =
            Set.of("over", "above", "least", "from", "min", "minimum", "than");
    private static final Set<String> FEWER = Set.of("less", "fewer", "cheaper", "lower", "smaller");
    private static final Set<String> COUNTED =
            Set.of("top", "first", "last", "latest", "limit", "most", "max", "maximum");

    /** What may follow a preposition. */
    private static final Map<String, Set<Trait>> FITTING =
            Map.ofEntries(
                    Map.entry(
                            "in", Set.of(Trait.PLACE, Trait.TIME_ZONE, Trait.LANGUAGE, Trait.UNIT)),
                    Map.entry(
                            "into",
                            Set.of(Trait.PLACE, Trait.TIME_ZONE, Trait.LANGUAGE, Trait.UNIT)),
                    Map.entry("at", Set.of(Trait.PLACE, Trait.TIME)),
                    Map.entry("near", Set.of(Trait.PLACE)),
                    Map.entry("around", Set.of(Trait.PLACE)),
                    Map.entry(
                            "to",
                            Set.of(
                                    Trait.PLACE,
                                    Trait.PERSON,
                                    Trait.LANGUAGE,
                                    Trait.EMAIL,
                                    Trait.UNIT)),
                    Map.entry("for", Set.of(Trait.PLACE, Trait.PERSON, Trait.ID, Trait.TIME_ZONE)),
                    Map.entry("on", Set.of(Trait.DATE)),
                    Map.entry("with", Set.of(Trait.PERSON)),
                    Map.entry("by", Set.of(Trait.PERSON)));

    private static final double LABEL_AFTER = 3;

    private final Utterance said;

    Surroundings(Utterance said) {
        this.said = said;
    }

    /**
     * How well the preposition before a value fits the parameter: positive for, negative against.
     */
    double preposition(Parameter parameter, Span span) {
        String preposition = before(span);
        boolean source = parameter.has(Trait.SOURCE);
        boolean target = parameter.has(Trait.TARGET);
        if (source != target) {
            return direction(
                    preposition,
                    target,
                    parameter.hasAny(Trait.UNIT, Trait.CURRENCY, Trait.LANGUAGE));
        }
        boolean fits =
                !Collections.disjoint(
                        parameter.traits(), FITTING.getOrDefault(preposition, Set.of()));
        return fits ? 2 : 0;
    }

    private static double direction(String preposition, boolean target, boolean measured) {
        return switch (preposition) {
            case "from", "since", "between" -> target ? -2 : 2;
            case "to", "into", "until", "till" -> target ? 2 : -2;
            case "in" -> measured ? (target ? 2 : -2) : 0;
            default -> 0;
        };
    }

    /**
     * How clearly the words just before a value (or, for a number, just after it) name the
     * parameter: 0 to 3.
     */
    double label(Parameter parameter, Span span, boolean number) {
        List<Word> words = said.words();
        int index = said.wordIndexFrom(span.start()) - 1;
        for (int skipped = 0;
                index >= 0 && skipped < 3 && isConnector(words.get(index));
                skipped++) {
            index--;
        }
        double named = 0;
        for (int i = index; i >= 0 && i > index - parameter.nameWords().size(); i--) {
            named += isNamedBy(parameter, words.get(i)) ? 1 : 0;
        }
        named += parameter.has(Trait.ID) && followsHash(span) ? 1 : 0;
        int content = Math.max(parameter.nameWords().size(), 1);
        double before = named == 0 ? 0 : 1.5 + 1.5 * named / content;
        return number && before == 0 && followedByName(parameter, span) ? LABEL_AFTER : before;
    }

    private boolean followsHash(Span span) {
        return span.start() > 0 && said.text().charAt(span.start() - 1) == '#';
    }

    private boolean followedByName(Parameter parameter, Span span) {
        return said.wordAfter(span)
                .filter(word -> said.between(span, word.span()).length() <= 1)
                .filter(word -> isNamedBy(parameter, word))
                .isPresent();
    }

    /**
     * Whether a word is one of the parameter's name; "to", "from" and the like are prepositions,
     * not names.
     */
    static boolean isNamedBy(Parameter parameter, Word word) {
        return !PREPOSITIONS.contains(word.lower())
                && parameter.nameWords().stream().anyMatch(name -> name.stem().equals(word.stem()));
    }

    private static boolean isConnector(Word word) {
        return CONNECTORS.contains(word.lower());
    }

    /** The preposition before a span, articles skipped; empty when another word stands there. */
    String before(Span span) {
        int index = said.wordIndexFrom(span.start()) - 1;
        while (index >= 0 && ARTICLES.contains(said.words().get(index).lower())) {
            index--;
        }
        String lower = index < 0 ? "" : said.words().get(index).lower();
        return PREPOSITIONS.contains(lower) ? lower : "";
    }

    /** Words such as "top", "at least" or "under" before a number, or a unit after it. */
    double amount(Parameter parameter, Span span, Set<String> toolStems) {
        int index = said.wordIndexFrom(span.start());
        String last = index < 1 ? "" : said.words().get(index - 1).lower();
        String beforeLast = index < 2 ? "" : said.words().get(index - 2).lower();
        boolean upper =
                AT_MOST.contains(last) && (!last.equals("than") || FEWER.contains(beforeLast));
        boolean lower =
                AT_LEAST.contains(last) && !(last.equals("than") && FEWER.contains(beforeLast));
        if (parameter.has(Trait.UPPER) != parameter.has(Trait.LOWER) && (upper || lower)) {
            return parameter.has(Trait.UPPER) == upper ? 2.5 : -3;
        }
        boolean counted = COUNTED.contains(last) || countsWhatTheToolIsAbout(span, toolStems);
        return parameter.has(Trait.QUANTITY) && counted ? 2.5 : 0;
    }

    private boolean countsWhatTheToolIsAbout(Span span, Set<String> toolStems) {
        int index = said.wordIndexFrom(span.end());
        return said.words().stream()
                .skip(index)
                .limit(2)
                .anyMatch(word -> toolStems.contains(word.stem()));
    }
}
