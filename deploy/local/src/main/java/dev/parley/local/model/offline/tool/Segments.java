package dev.parley.local.model.offline.tool;

import dev.parley.local.model.language.Span;
import dev.parley.local.model.language.Statements;
import dev.parley.local.model.value.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides a message among the tools that its clauses ask for. */
final class Segments {

    private final ToolMatcher matcher;
    private final String text;
    private final Reading reading;
    private final List<Segment> found = new ArrayList<>();
    private int start;

    private Segments(ToolMatcher matcher, String text, Reading reading) {
        this.matcher = matcher;
        this.text = text;
        this.reading = reading;
    }

    static List<Segment> of(String text, ToolMatcher matcher, Reading reading) {
        Segments segments = new Segments(matcher, text, reading);
        List<Span> clauses = Clauses.of(text, matcher.verbs());
        clauses.forEach(segments::add);
        if (segments.found.isEmpty()
                && clauses.size() > 1
                && !clauses.stream().allMatch(segments::isStatement)) {
            segments.add(new Span(0, text.length()));
        }
        return segments.found;
    }

    private void add(Span clause) {
        boolean statement = isStatement(clause);
        Optional<ToolMatch> match =
                matcher.best(read(clause)).filter(it -> !statement || it.isSure());
        boolean detail = match.isPresent() && belongsToLast(match.get());
        if (match.isPresent() && !detail) {
            int from = found.isEmpty() ? start : clause.start();
            found.add(new Segment(clause, new Span(from, clause.end()), match.get()));
        } else if (!found.isEmpty() && !isQuestion(clause)) {
            found.set(found.size() - 1, found.getLast().extendedTo(clause.end()));
        }
    }

    /** "Send a mail to bob@example.com. The mail should say hello." is one request. */
    private boolean belongsToLast(ToolMatch match) {
        return !found.isEmpty()
                && !match.filling().isComplete()
                && found.getLast().match().tool().name().equals(match.tool().name());
    }

    private boolean isStatement(Span clause) {
        return Statements.isFact(clause.of(text)) && !matcher.verbs().contains(firstStem(clause));
    }

    private String firstStem(Span clause) {
        return read(clause).words().stream().findFirst().map(word -> word.stem()).orElse("");
    }

    private boolean isQuestion(Span clause) {
        return clause.of(text).endsWith("?");
    }

    private Utterance read(Span span) {
        return reading.of(span.of(text));
    }
}
