package dev.parley.local.model.argument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.local.model.value.Utterance;
import java.util.ArrayList;
import java.util.List;
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
    private final Optional<Rows> rows;

    public ArgumentFiller() {
        this.sources = SOURCES;
        List<ProposalSource> more = new ArrayList<>(SOURCES);
        more.add(new CountedThings());
        this.rows = Optional.of(new Rows(new ArgumentFiller(more)));
    }

    /** For the objects of a list; lists of objects inside these are left alone. */
    private ArgumentFiller(List<ProposalSource> sources) {
        this.sources = List.copyOf(sources);
        this.rows = Optional.empty();
    }

    /**
     * Fills in what it can.
     *
     * @param toolStems stems of the words in the tool's name
     * @param earlier what the user said before, newest first; it fills only what is required and
     *     missing
     */
    public Filling fill(
            ToolSchema schema, Set<String> toolStems, Utterance said, List<Utterance> earlier) {
        List<Parameter> parameters = schema.parameters();
        Situation situation = Situation.of(said, toolStems, parameters);
        Assignment assignment = new Assignment();
        assignment.assign(proposals(parameters, situation), parameters);
        fillLists(parameters, situation, assignment);
        fillFreeText(parameters, situation, assignment);
        double evidence = assignment.evidence();
        fillConstants(parameters, assignment);
        fillFromEarlier(parameters, assignment, toolStems, earlier);
        List<Parameter> missing = Nesting.missing(parameters, assignment);
        return new Filling(
                Nesting.build(schema, assignment.values()),
                Siblings.of(schema, assignment, situation),
                missing.stream().map(Parameter::dottedPath).toList(),
                evidence,
                assignment.used());
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
                    rows.ifPresent(it -> it.fill(parameter, situation, assignment));
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
            freeText.propose(parameter, assignment.spoken(), stillMissing == 1)
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
                    proposals(missing, Situation.of(said, toolStems, parameters)).stream()
                            .filter(proposal -> proposal.score() >= FROM_EARLIER)
                            .toList(),
                    missing);
            found.values()
                    .forEach((parameter, value) -> assignment.give(parameter, value, List.of(), 0));
        }
    }
}
