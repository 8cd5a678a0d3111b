package dev.parley.local.model.offline.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.local.model.argument.Filling;
import dev.parley.local.model.argument.Placeholders;
import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.offline.tool.Plan.PlannedCall;
import dev.parley.local.model.value.Utterance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides which tools a message asks for and with which arguments. */
public final class Planner {

    private static final Pattern REFERS_TO_RESULTS =
            Pattern.compile(
                    "\\bthe (?:results?|answer|outcome|output)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PRONOUN =
            Pattern.compile("\\b(?:it|that|them|this)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MOST_CALLS = 16;

    private final ToolMatcher matcher;
    private final Reading reading;

    public Planner(List<ToolSpec> tools, ToolShelf shelf, LocalDate today) {
        this.matcher = new ToolMatcher(tools, shelf);
        this.reading = new Reading(today);
    }

    /**
     * What a message asks for.
     *
     * @param earlier what the user said before, newest first
     */
    public Plan plan(String message, List<String> earlier) {
        if (matcher.hasNoTools()) {
            return new Plan.Nothing();
        }
        List<Segment> segments = Segments.of(message, matcher, reading);
        List<Utterance> said = earlier.stream().map(reading::of).toList();
        List<PlannedCall> calls = new ArrayList<>();
        Optional<Plan.Ask> open = Optional.empty();
        for (Segment segment : segments) {
            ToolSpec tool = segment.match().tool();
            Filling filling = fill(tool, segment, message, said);
            String asked = segment.clause().of(message);
            boolean refers = !calls.isEmpty() && refersToResults(asked, filling);
            if (filling.isComplete() || refers) {
                add(calls, tool, filling, asked, refers);
            } else if (open.isEmpty()) {
                open = Optional.of(new Plan.Ask(tool, filling.missing()));
            }
        }
        return calls.isEmpty()
                ? open.<Plan>map(ask -> ask).orElseGet(Plan.Nothing::new)
                : new Plan.Calls(calls);
    }

    private static boolean refersToResults(String asked, Filling filling) {
        boolean outright = REFERS_TO_RESULTS.matcher(asked).find();
        return outright || (!filling.isComplete() && PRONOUN.matcher(asked).find());
    }

    private Filling fill(ToolSpec tool, Segment segment, String message, List<Utterance> earlier) {
        Filling narrow = matcher.fill(tool, reading.of(segment.clause().of(message)), earlier);
        if (segment.whole().equals(segment.clause())) {
            return narrow;
        }
        Filling wide = matcher.fill(tool, reading.of(segment.whole().of(message)), earlier);
        return wide.missing().size() <= narrow.missing().size() ? wide : narrow;
    }

    private static void add(
            List<PlannedCall> calls, ToolSpec tool, Filling filling, String asked, boolean refers) {
        List<ObjectNode> all = new ArrayList<>(List.of(filling.arguments()));
        all.addAll(filling.siblings());
        for (ObjectNode arguments : all) {
            boolean again =
                    calls.stream()
                            .anyMatch(it ->
                                    it.tool().equals(tool) && it.arguments().equals(arguments));
            if (!again && calls.size() < MOST_CALLS) {
                calls.add(new PlannedCall(tool, arguments, asked, refers));
            }
        }
    }

    /** The arguments of a tool that must be called, whatever the message says. */
    public ObjectNode forced(ToolSpec tool, String message, List<String> earlier) {
        Filling filling = fill(tool, message, earlier);
        return filling.isComplete()
                ? filling.arguments()
                : Placeholders.complete(tool.parameters(), filling.arguments(), message);
    }

    /** The tool that comes closest to a message, for a request that demands some call. */
    public Optional<ToolSpec> closest(String message) {
        Utterance said = reading.of(message);
        return matcher.best(said).map(ToolMatch::tool).or(() -> matcher.closest(said));
    }

    /**
     * The arguments of a call that waits for what earlier calls found; empty while some are still
     * missing.
     */
    public Optional<ObjectNode> complete(PlannedCall call, String results) {
        Filling filling = withResults(call, results);
        return filling.isComplete() ? Optional.of(filling.arguments()) : Optional.empty();
    }

    /** What such a call still lacks even then. */
    public List<String> missing(PlannedCall call, String results) {
        return withResults(call, results).missing();
    }

    private Filling withResults(PlannedCall call, String results) {
        return fill(call.tool(), call.asked() + "\nResults: " + results, List.of());
    }

    /** A tool that looks things up by free words, for a question that nothing else answers. */
    public Optional<PlannedCall> lookup(String question) {
        return matcher.lookups().stream()
                .map(tool ->
                        new PlannedCall(
                                tool, fill(tool, question, List.of()).arguments(), question, false))
                .filter(call -> !call.arguments().isEmpty())
                .findFirst();
    }

    /** Arguments for one tool from a message, complete or not. */
    public Filling fill(ToolSpec tool, String message, List<String> earlier) {
        List<Utterance> said = earlier.stream().map(reading::of).toList();
        return matcher.fill(tool, reading.of(message), said);
    }
}
