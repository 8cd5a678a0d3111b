package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Vocabulary;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Offers a few plain words where a preposition, a number or "how many" points at them: "in paris",
 * "10 km to miles".
 */
final class PhraseProposals implements ProposalSource {

    private static final int LONGEST = 4;
    private static final Set<Trait> POINTED_AT =
            EnumSet.of(
                    Trait.PLACE,
                    Trait.PERSON,
                    Trait.LANGUAGE,
                    Trait.UNIT,
                    Trait.CURRENCY,
                    Trait.TIME_ZONE,
                    Trait.SOURCE,
                    Trait.TARGET);
    private static final Set<Trait> FOUND_OTHERWISE =
            EnumSet.of(
                    Trait.LONG_TEXT,
                    Trait.EMAIL,
                    Trait.URL,
                    Trait.DATE,
                    Trait.TIME,
                    Trait.EXPRESSION);
    private static final Set<String> ENDS =
            Set.of(
                    "today",
                    "tomorrow",
                    "yesterday",
                    "tonight",
                    "now",
                    "right",
                    "please",
                    "currently",
                    "next",
                    "this",
                    "time",
                    "degree",
                    "degrees");

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        boolean plain =
                parameter.type() == Schema.Type.STRING && parameter.schema().choices().isEmpty();
        if (!plain
                || Collections.disjoint(parameter.traits(), POINTED_AT)
                || !Collections.disjoint(parameter.traits(), FOUND_OTHERWISE)) {
            return List.of();
        }
        List<Proposal> proposals = new ArrayList<>(afterPrepositions(parameter, situation));
        if (parameter.hasAny(Trait.UNIT, Trait.CURRENCY, Trait.SOURCE, Trait.TARGET)) {
            proposals.addAll(units(parameter, situation));
        }
        if (parameter.has(Trait.PLACE)) {
            proposals.addAll(modifiers(parameter, situation));
        }
        return proposals.stream().filter(Proposal::isAccepted).toList();
    }

    private static List<Proposal> afterPrepositions(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        List<Word> words = situation.said().words();
        for (int i = 1; i < words.size(); i++) {
            Optional<Span> phrase = phrase(i, situation);
            if (phrase.isPresent()) {
                double fit = situation.around().preposition(parameter, phrase.get());
                if (fit > 0) {
                    propose(parameter, phrase.get(), 1 + fit, situation).ifPresent(proposals::add);
                }
            }
        }
        return proposals;
    }

    /** The words from here on that hang together, when a preposition stands right before. */
    private static Optional<Span> phrase(int from, Situation situation) {
        List<Word> words = situation.said().words();
        if (situation.around().before(words.get(from).span()).isEmpty()) {
            return Optional.empty();
        }
        int end = from;
        while (end < words.size() && end < from + LONGEST && continues(from, end, situation)) {
            end++;
        }
        return end == from
                ? Optional.empty()
                : Optional.of(
                        new Span(words.get(from).span().start(), words.get(end - 1).span().end()));
    }

    private static boolean continues(int from, int at, Situation situation) {
        List<Word> words = situation.said().words();
        Word word = words.get(at);
        boolean adjoins =
                at == from
                        || situation
                                .said()
                                .between(words.get(at - 1).span(), word.span())
                                .equals(" ");
        boolean value =
                situation.said().candidates().stream()
                        .filter(it -> it.kind() != Kind.NAME)
                        .anyMatch(it -> it.span().overlaps(word.span()));
        return adjoins && !value && !word.isStop() && !ENDS.contains(word.lower());
    }

    private static List<Proposal> units(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        List<Word> words = situation.said().words();
        boolean onlyTarget = parameter.has(Trait.TARGET) && !parameter.has(Trait.SOURCE);
        for (Candidate candidate : situation.said().candidates()) {
            if (candidate.kind() == Kind.NUMBER && !onlyTarget) {
                unitAfter(candidate.span(), situation)
                        .flatMap(span -> propose(parameter, span, 3.5, situation))
                        .ifPresent(proposals::add);
            }
        }
        for (int i = 2; i < words.size() && !parameter.has(Trait.SOURCE); i++) {
            boolean asked =
                    words.get(i - 2).lower().equals("how")
                            && Set.of("many", "much").contains(words.get(i - 1).lower());
            if (asked && !words.get(i).isStop()) {
                propose(parameter, words.get(i).span(), 3.2, situation).ifPresent(proposals::add);
            }
        }
        return proposals;
    }

    /** "living room" for a room, and "kitchen" in "kitchen light" for a tool about lights. */
    private static List<Proposal> modifiers(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        List<Word> words = situation.said().words();
        for (int i = 1; i < words.size(); i++) {
            Word before = words.get(i - 1);
            Word word = words.get(i);
            boolean adjoins = situation.said().between(before.span(), word.span()).equals(" ");
            if (!adjoins || !couldModify(before, situation)) {
                continue;
            }
            if (Surroundings.isNamedBy(parameter, word)) {
                Span both = new Span(before.span().start(), word.span().end());
                propose(parameter, both, 2.2, situation).ifPresent(proposals::add);
            } else if (situation.toolStems().contains(word.stem())) {
                propose(parameter, before.span(), 1.1, situation).ifPresent(proposals::add);
            }
        }
        return proposals;
    }

    private static boolean couldModify(Word word, Situation situation) {
        return !word.isStop()
                && !ENDS.contains(word.lower())
                && !Vocabulary.isWeak(word.stem())
                && Action.of(word.stem()).isEmpty()
                && !situation.toolStems().contains(word.stem());
    }

    private static Optional<Span> unitAfter(Span number, Situation situation) {
        List<Word> words = situation.said().words();
        int index = situation.said().wordIndexFrom(number.end());
        boolean degrees = index + 1 < words.size() && words.get(index).lower().startsWith("degree");
        int unit = degrees && !words.get(index + 1).isStop() ? index + 1 : index;
        if (unit >= words.size() || words.get(unit).isStop()) {
            return gluedUnit(number, situation);
        }
        boolean near = situation.said().between(number, words.get(unit).span()).length() < 12;
        return near ? Optional.of(words.get(unit).span()) : Optional.empty();
    }

    /** "10km": the word begins inside the number. */
    private static Optional<Span> gluedUnit(Span number, Situation situation) {
        return situation.said().words().stream()
                .map(Word::span)
                .filter(span -> span.start() <= number.start() && span.end() > number.end())
                .map(span -> new Span(number.end(), span.end()))
                .findFirst();
    }

    private static Optional<Proposal> propose(
            Parameter parameter, Span span, double score, Situation situation) {
        String text = TextValue.place(parameter, span.of(situation.said().text()));
        boolean zone =
                parameter.has(Trait.TIME_ZONE)
                        && TimeZones.find(span.of(situation.said().text())).isPresent();
        boolean money = parameter.has(Trait.UNIT) && Currencies.isCode(text);
        boolean wrong = money || (parameter.has(Trait.TIME_ZONE) && !zone && !parameter.required());
        Proposal proposal =
                new Proposal(parameter, TextNode.valueOf(text), score + (zone ? 2 : 0), span);
        return wrong ? Optional.empty() : Optional.of(proposal);
    }
}
