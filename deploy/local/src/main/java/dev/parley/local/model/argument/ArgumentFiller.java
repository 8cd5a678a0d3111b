package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.language.Span;
import dev.parley.local.model.value.Candidate;
import dev.parley.local.model.value.Utterance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills a schema's values from what was said, and says which required ones it can't. */
public final class ArgumentFiller {

    private static final List<ProposalSource> SOURCES =
            List.of(
                    new CandidateProposals(),
                    new ChoiceProposals(),
                    new OperatorProposals(),
                    new FlagProposals(),
                    new LabelProposals(),
                    new AnnouncedTitles(),
                    new PhraseProposals(),
                    new PatternProposals());

    /** A value from an earlier message must be named, not merely fit. */
    private static final double FROM_EARLIER = 4.5;

    private final List<ProposalSource> sources;
    private final Lists lists = new Lists(SOURCES);
    private final Rows rows;

    public ArgumentFiller() {
        this.sources = SOURCES;
        List<ProposalSource> more = new ArrayList<>(SOURCES);
        more.add(new CountedThings());
        this.rows = new Rows(new ArgumentFiller(more));
    }

    /** For the objects of a list, which contain no further lists of objects. */
    private ArgumentFiller(List<ProposalSource> sources) {
        this.sources = List.copyOf(sources);
        this.rows = new Rows(this);
    }

    /**
     * @param toolStems stems of the words in the tool's name
     * @param earlier what the user said before, newest first; it fills only what is required and
     *     missing
     */
    public Filling fill(
            JsonNode schema, Set<String> toolStems, Utterance said, List<Utterance> earlier) {
        List<Parameter> parameters = Parameter.of(Schema.of(schema));
        Situation situation = Situation.of(said, toolStems);
        Assignment assignment = new Assignment();
        assignment.assign(proposals(parameters, situation), parameters);
        fillLists(parameters, situation, assignment);
        fillFreeText(parameters, situation, assignment);
        double evidence = assignment.evidence();
        fillConstants(parameters, assignment);
        fillFromEarlier(parameters, assignment, toolStems, earlier);
        List<Parameter> missing = Nesting.missing(parameters, assignment);
        return new Filling(
                Nesting.build(Schema.of(schema), assignment.values()),
                siblings(schema, assignment, situation),
                missing.stream().map(Parameter::dottedPath).toList(),
                evidence,
                assignment.used());
    }

    /** Whether one of the values is arithmetic to be worked out. */
    public static boolean takesExpressions(JsonNode schema) {
        return Parameter.of(Schema.of(schema)).stream()
                .anyMatch(it -> it.has(Trait.EXPRESSION) && it.type() == Schema.Type.STRING);
    }

    /** Whether it takes a unit or currency to go from and one to go to. */
    public static boolean converts(JsonNode schema) {
        List<Parameter> measures =
                Parameter.of(Schema.of(schema)).stream()
                        .filter(it -> it.hasAny(Trait.UNIT, Trait.CURRENCY))
                        .toList();
        return measures.stream().anyMatch(it -> it.has(Trait.SOURCE))
                && measures.stream().anyMatch(it -> it.has(Trait.TARGET));
    }

    /** Whether free words to look for are all that is required. */
    public static boolean takesOnlyAQuery(JsonNode schema) {
        List<Parameter> required =
                Parameter.of(Schema.of(schema)).stream().filter(Parameter::required).toList();
        return required.size() == 1
                && required.getFirst().has(Trait.QUERY)
                && required.getFirst().type() == Schema.Type.STRING;
    }

    private List<Proposal> proposals(List<Parameter> parameters, Situation situation) {
        List<Proposal> proposals = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter.type() != Schema.Type.ARRAY) {
                sources.forEach(source -> proposals.addAll(source.propose(parameter, situation)));
            }
        }
        return proposals;
    }

    private void fillLists(List<Parameter> parameters, Situation situation, Assignment assignment) {
        for (Parameter parameter : parameters) {
            if (parameter.type() == Schema.Type.ARRAY) {
                boolean ofObjects = parameter.item().type() == Schema.Type.OBJECT;
                if (ofObjects) {
                    rows.fill(parameter, situation, assignment);
                } else {
                    lists.fill(parameter, situation, assignment);
                }
            }
        }
    }

    private static void fillFreeText(
            List<Parameter> parameters, Situation situation, Assignment assignment) {
        FreeText freeText = new FreeText(situation);
        List<Parameter> open =
                parameters.stream()
                        .filter(it ->
                                it.type() == Schema.Type.STRING && it.schema().choices().isEmpty())
                        .filter(it -> !assignment.has(it))
                        .toList();
        for (Parameter parameter : open) {
            long stillMissing = Nesting.missing(parameters, assignment).size();
            freeText.propose(parameter, assignment.used(), stillMissing == 1)
                    .ifPresent(proposal -> assignment.assign(List.of(proposal), parameters));
        }
    }

    private static void fillConstants(List<Parameter> parameters, Assignment assignment) {
        for (Parameter parameter : Nesting.missing(parameters, assignment)) {
            constant(parameter).ifPresent(value -> assignment.give(parameter, value, List.of(), 0));
        }
    }

    /**
     * What a required parameter has when nobody says anything: its default, its only choice, or a
     * flag not set.
     */
    private static Optional<JsonNode> constant(Parameter parameter) {
        JsonNode schema = parameter.schema().node();
        if (schema.has("default")) {
            return Optional.of(schema.path("default"));
        }
        if (parameter.schema().choices().size() == 1) {
            return Optional.of(parameter.schema().choices().getFirst());
        }
        return switch (parameter.type()) {
            case BOOLEAN -> Optional.of(JsonNodeFactory.instance.booleanNode(false));
            case OBJECT -> Optional.of(JsonNodeFactory.instance.objectNode());
            default -> Optional.empty();
        };
    }

    private void fillFromEarlier(
            List<Parameter> parameters,
            Assignment assignment,
            Set<String> toolStems,
            List<Utterance> earlier) {
        for (Utterance said : earlier) {
            List<Parameter> missing = Nesting.missing(parameters, assignment);
            if (missing.isEmpty()) {
                return;
            }
            Assignment found = new Assignment();
            found.assign(
                    proposals(missing, Situation.of(said, toolStems)).stream()
                            .filter(proposal -> proposal.score() >= FROM_EARLIER)
                            .toList(),
                    missing);
            found.values()
                    .forEach((parameter, value) -> assignment.give(parameter, value, List.of(), 0));
        }
    }

    /** One more set of arguments for each value that the text lists beside the one chosen. */
    private static List<ObjectNode> siblings(
            JsonNode schema, Assignment assignment, Situation situation) {
        for (Map.Entry<Parameter, Proposal> entry : assignment.chosen().entrySet()) {
            List<Candidate> listed = listedWith(entry.getValue().span(), assignment, situation);
            if (!listed.isEmpty() && entry.getKey().type() == Schema.Type.STRING) {
                return listed.stream()
                        .map(candidate -> TextValue.of(entry.getKey(), candidate))
                        .map(value -> with(schema, assignment, entry.getKey(), value))
                        .toList();
            }
        }
        return List.of();
    }

    private static ObjectNode with(
            JsonNode schema, Assignment assignment, Parameter parameter, String value) {
        Map<Parameter, JsonNode> values = new LinkedHashMap<>(assignment.values());
        values.put(parameter, JsonNodeFactory.instance.textNode(value));
        return Nesting.build(Schema.of(schema), values);
    }

    private static List<Candidate> listedWith(
            Span chosen, Assignment assignment, Situation situation) {
        Optional<Candidate> first =
                situation.said().candidates().stream()
                        .filter(it -> it.span().equals(chosen))
                        .findFirst();
        List<Candidate> listed = new ArrayList<>();
        Span last = chosen;
        for (Candidate candidate : situation.said().candidates()) {
            boolean same =
                    first.filter(it -> it.kind() == candidate.kind() && repeats(it)).isPresent();
            boolean free = same && assignment.isFree(candidate.span());
            if (free && Coordination.joins(situation.said().between(last, candidate.span()))) {
                listed.add(candidate);
                last = candidate.span();
            }
        }
        return listed;
    }

    private static boolean repeats(Candidate candidate) {
        return switch (candidate.kind()) {
            case NAME, CODE, EMAIL, URL, UUID, ARITHMETIC, QUOTED -> true;
            case NUMBER, DATE, TIME, MOMENT -> false;
        };
    }
}
