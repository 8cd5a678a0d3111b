package dev.parley.local.model.offline.tool;

import dev.parley.local.model.argument.ArgumentFiller;
import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.argument.RequestObject;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import dev.parley.local.model.value.Operators;
import dev.parley.local.model.value.Utterance;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scores the tools of a request against what one clause of it says. */
final class ToolMatcher {

    /** About one word of a tool's description, or a similar word of its name. */
    private static final double ENOUGH = 1.5;

    /** A word that many tools use, when all arguments are there: "fetch" and an address. */
    private static final double ENOUGH_WITH_ARGUMENTS = 0.6;

    private static final double COVERED = 0.3;
    private static final double NAMED_OUTRIGHT = 5;
    private static final double CONFLICT = 4;

    /** "What is 5 feet in meters?" names no tool: that a tool takes both units says enough. */
    private static final double CONVERSION = 2;

    private static final double INCOMPLETE = 2;
    private static final double STRONG_EVIDENCE = 3.5;

    private static final Set<String> LOOKUP =
            Words.contentStems("search lookup retrieve knowledge documents find");

    private final List<ToolWords> tools;
    private final ToolShelf shelf;
    private final ArgumentFiller filler = new ArgumentFiller();

    ToolMatcher(List<ToolSpec> tools, ToolShelf shelf) {
        this.shelf = shelf;
        this.tools = tools.stream().map(shelf::get).toList();
    }

    boolean hasNoTools() {
        return tools.isEmpty();
    }

    /** Stems with which the tools' names begin. */
    Set<String> verbs() {
        Set<String> verbs = new HashSet<>();
        tools.forEach(tool -> tool.name().stream().findFirst().ifPresent(verbs::add));
        return verbs;
    }

    /** The tool that a clause asks for, if any does well enough. */
    Optional<ToolMatch> best(Utterance clause) {
        return tools.stream()
                .flatMap(tool -> match(tool, clause).stream())
                .max(Comparator.comparingDouble(ToolMatch::score));
    }

    /** The tool that comes closest, however far it is. */
    Optional<ToolSpec> closest(Utterance clause) {
        return tools.stream()
                .max(Comparator.comparingDouble(tool -> topic(tool, clause).weight()))
                .map(ToolWords::tool);
    }

    /** Tools that search or retrieve and need nothing but the words to look for. */
    List<ToolSpec> lookups() {
        return tools.stream()
                .filter(tool ->
                        tool.name().stream().anyMatch(LOOKUP::contains)
                                || tool.description().stream().anyMatch(LOOKUP::contains))
                .filter(tool -> tool.schema().takesOnlyAQuery())
                .map(ToolWords::tool)
                .toList();
    }

    Filling fill(ToolSpec tool, Utterance said, List<Utterance> earlier) {
        ToolWords words = shelf.get(tool);
        return filler.fill(words.schema(), words.name(), said, earlier);
    }

    private Optional<ToolMatch> match(ToolWords tool, Utterance clause) {
        Topic topic = topic(tool, clause);
        double weight = topic.weight() - (conflicts(tool, clause) ? CONFLICT : 0);
        boolean converts = tool.schema().converts();
        if (weight < ENOUGH_WITH_ARGUMENTS && !converts) {
            return Optional.empty();
        }
        Filling filling = filler.fill(tool.schema(), tool.name(), clause, List.of());
        weight += converts && filling.isComplete() ? CONVERSION : 0;
        boolean sure = filling.isComplete() && filling.evidence() >= STRONG_EVIDENCE;
        boolean enough = sure || (weight >= ENOUGH && topic.coverage() >= COVERED);
        if (!enough || weight < ENOUGH_WITH_ARGUMENTS) {
            return Optional.empty();
        }
        double score =
                weight
                        + Math.min(filling.evidence() / 4, 1.5)
                        - (filling.isComplete() ? 0 : INCOMPLETE);
        return Optional.of(new ToolMatch(tool.tool(), filling, weight, score));
    }

    /** What the clause's words weigh for a tool, and which share of them the tool knows. */
    private record Topic(double weight, double coverage) {}

    private Topic topic(ToolWords tool, Utterance clause) {
        double weight =
                arithmetic(tool, clause) + (namesOutright(tool, clause) ? NAMED_OUTRIGHT : 0);
        int known = weight > 0 ? 1 : 0;
        int all = known;
        Set<String> seen = new HashSet<>();
        for (Word word : clause.words()) {
            if (word.isStop() || !seen.add(word.stem()) || isValue(word, clause)) {
                continue;
            }
            double found = tool.weight(word.stem()) * rarity(word.stem());
            weight += found;
            known += found > 0 ? 1 : 0;
            all += found > 0 || !isName(word, clause) ? 1 : 0;
        }
        return new Topic(weight, all == 0 ? 0 : (double) known / all);
    }

    /** A word that several tools use tells them apart less. */
    private double rarity(String stem) {
        long users = tools.stream().filter(tool -> tool.name().contains(stem)).count();
        return users <= 1 ? 1 : 1 / (1 + 0.1 * (users - 1));
    }

    private static boolean isValue(Word word, Utterance clause) {
        return clause.candidates().stream()
                .anyMatch(it -> it.kind() != Kind.NAME && it.span().overlaps(word.span()));
    }

    private static boolean isName(Word word, Utterance clause) {
        return clause.candidates().stream()
                .anyMatch(it -> it.kind() == Kind.NAME && it.span().overlaps(word.span()));
    }

    private static boolean namesOutright(ToolWords tool, Utterance clause) {
        String name = tool.tool().name().toLowerCase(Locale.ROOT);
        return name.contains("_") && clause.text().toLowerCase(Locale.ROOT).contains(name);
    }

    private static double arithmetic(ToolWords tool, Utterance clause) {
        Optional<Candidate> found = clause.first(Kind.ARITHMETIC);
        if (found.isEmpty()) {
            return 0;
        }
        if (tool.schema().takesExpressions()) {
            return 4;
        }
        boolean operates =
                Operators.stems(found.get().value()).stream()
                        .anyMatch(
                                stem -> tool.name().contains(stem) || tool.values().contains(stem));
        return operates ? 3 : 0;
    }

    private static boolean conflicts(ToolWords tool, Utterance clause) {
        if (clause.first(Kind.ARITHMETIC).isPresent() || namesOutright(tool, clause)) {
            return false;
        }
        Optional<Action> asked = action(clause);
        return asked.isPresent()
                && tool.action().isPresent()
                && asked.get().conflictsWith(tool.action().get())
                && !isOwnVerb(tool, clause);
    }

    private static boolean isOwnVerb(ToolWords tool, Utterance clause) {
        return firstVerb(clause)
                .filter(verb ->
                        tool.name().stream()
                                .limit(1)
                                .anyMatch(stem -> Vocabulary.sameMeaning(stem, verb.stem())))
                .isPresent();
    }

    private static Optional<Action> action(Utterance clause) {
        return firstVerb(clause)
                .flatMap(word ->
                        isQuestion(word) ? Optional.of(Action.READ) : Action.of(word.stem()));
    }

    private static boolean isQuestion(Word word) {
        return Set.of(
                        "what", "what's", "who", "which", "when", "where", "how", "is", "are", "do",
                        "does")
                .contains(word.lower());
    }

    private static Optional<Word> firstVerb(Utterance clause) {
        int start = RequestObject.withoutPoliteness(clause.text()).start();
        int index = clause.wordIndexFrom(start);
        return index < clause.words().size()
                ? Optional.of(clause.words().get(index))
                : Optional.empty();
    }
}
