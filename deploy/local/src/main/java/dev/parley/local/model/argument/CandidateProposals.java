package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Candidate.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Offers the values found in the text: by their looks, and by the words around them. */
final class CandidateProposals implements ProposalSource {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public List<Proposal> propose(Parameter parameter, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        if (!parameter.schema().choices().isEmpty()) {
            return proposals;
        }
        for (Candidate candidate : situation.said().candidates()) {
            propose(parameter, candidate, situation).ifPresent(proposals::add);
        }
        if (parameter.has(Trait.PLACE) && parameter.type() == Schema.Type.STRING) {
            proposals.addAll(placesWithRegion(parameter, situation));
        }
        return proposals;
    }

    private static Optional<Proposal> propose(
            Parameter parameter, Candidate candidate, Situation situation) {
        return switch (parameter.type()) {
            case STRING -> text(parameter, candidate, situation);
            case INTEGER, NUMBER -> number(parameter, candidate, situation);
            case BOOLEAN, ARRAY, OBJECT -> Optional.empty();
        };
    }

    private static Optional<Proposal> text(
            Parameter parameter, Candidate candidate, Situation situation) {
        double label = situation.around().label(parameter, candidate.span(), false);
        double fit = TextFit.of(parameter, candidate);
        boolean plain = candidate.kind() == Kind.ARITHMETIC || candidate.kind() == Kind.NUMBER;
        boolean named = label > LabelProposals.PARTLY && !plain;
        if ((fit < 0 && !named) || isOnlyALabel(candidate, situation)) {
            return Optional.empty();
        }
        double score =
                Math.max(fit, 0.5)
                        + label
                        + situation.around().preposition(parameter, candidate.span());
        JsonNode value = JSON.textNode(TextValue.of(parameter, candidate));
        boolean shaped =
                parameter.schema().node().has("pattern") || !parameter.schema().format().isEmpty();
        return accepted(new Proposal(parameter, value, score + (shaped ? 2 : 0), candidate.span()));
    }

    /** "Priority high" and "City: Oslo" start with a parameter's name, not with a proper name. */
    private static boolean isOnlyALabel(Candidate candidate, Situation situation) {
        return candidate.kind() == Kind.NAME
                && Words.of(candidate.text()).stream().allMatch(situation::isLabel);
    }

    private static Optional<Proposal> number(
            Parameter parameter, Candidate candidate, Situation situation) {
        if (candidate.kind() != Kind.NUMBER) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(candidate.value());
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        if (parameter.type() == Schema.Type.INTEGER && !whole) {
            return Optional.empty();
        }
        Surroundings around = situation.around();
        Span span = candidate.span();
        double score =
                1.5
                        + around.label(parameter, span, true)
                        + around.amount(parameter, span, situation.toolStems())
                        + (parameter.hasAny(Trait.SOURCE, Trait.TARGET)
                                ? around.preposition(parameter, span)
                                : 0)
                        + sign(parameter, span, situation.said().text())
                        + (parameter.has(Trait.QUANTITY) && isMoney(span, situation) ? 2 : 0);
        return accepted(new Proposal(parameter, number(parameter, number), score, span));
    }

    private static JsonNode number(Parameter parameter, BigDecimal number) {
        boolean fitsLong = number.precision() - number.scale() < 18;
        if (number.stripTrailingZeros().scale() <= 0 && fitsLong) {
            long value = number.longValue();
            boolean small = Math.abs(value) <= Integer.MAX_VALUE;
            return small ? JSON.numberNode((int) value) : JSON.numberNode(value);
        }
        return parameter.type() == Schema.Type.INTEGER
                ? JSON.numberNode(number.toBigInteger())
                : JSON.numberNode(number);
    }

    /** "100 USD" is an amount. */
    private static boolean isMoney(Span number, Situation situation) {
        return situation
                .said()
                .wordAfter(number)
                .filter(word -> Currencies.isCode(word.text()))
                .isPresent();
    }

    /** A currency sign before, or a percent sign after, a number. */
    private static double sign(Parameter parameter, Span span, String text) {
        boolean currency = span.start() > 0 && "$€£¥".indexOf(text.charAt(span.start() - 1)) >= 0;
        boolean percent = span.end() < text.length() && text.charAt(span.end()) == '%';
        boolean money =
                parameter.mentions("price")
                        || parameter.mentions("amount")
                        || parameter.has(Trait.UPPER);
        return (currency && money) || (percent && parameter.mentions("percent")) ? 2 : 0;
    }

    /** "Paris, France" is one place; "Paris, London and Rome" are three. */
    private static List<Proposal> placesWithRegion(Parameter parameter, Situation situation) {
        List<Proposal> places = new ArrayList<>();
        List<Candidate> names =
                situation.said().candidates().stream()
                        .filter(it -> it.kind() == Kind.NAME)
                        .toList();
        for (int i = 0; i + 1 < names.size(); i++) {
            Span left = names.get(i).span();
            Span right = names.get(i + 1).span();
            boolean last =
                    i + 2 == names.size() || !isList(situation, right, names.get(i + 2).span());
            boolean first = i == 0 || !isList(situation, names.get(i - 1).span(), left);
            if (situation.said().between(left, right).equals(", ") && first && last) {
                Span both = new Span(left.start(), right.end());
                double score = 3.2 + situation.around().preposition(parameter, both);
                JsonNode value = JSON.textNode(both.of(situation.said().text()));
                accepted(new Proposal(parameter, value, score, both)).ifPresent(places::add);
            }
        }
        return places;
    }

    private static boolean isList(Situation situation, Span left, Span right) {
        return Coordination.joins(situation.said().between(left, right));
    }

    private static Optional<Proposal> accepted(Proposal proposal) {
        return Optional.of(proposal).filter(Proposal::isAccepted);
    }
}
