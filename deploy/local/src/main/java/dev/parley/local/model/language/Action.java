package dev.parley.local.model.language;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a verb does to things: a request to delete must not end in a search, nor a question in a
 * deletion.
 */
public enum Action {
    READ(
            "get fetch find show list search look lookup retrieve query check read see display view count"),
    CREATE("create add open register insert book reserve schedule place start"),
    CHANGE("update change modify edit adjust set rename move assign turn switch"),
    REMOVE("delete remove erase cancel drop close"),
    SEND("send email mail notify message post forward reply publish"),
    WORK_OUT(
            "calculate compute evaluate convert translate summarize summarise solve multiply divide subtract");

    private static final Map<String, Action> BY_STEM = byStem();

    private final Set<String> stems;

    Action(String verbs) {
        this.stems = Stream.of(verbs.split(" ")).map(Stem::of).collect(Collectors.toSet());
    }

    public static Optional<Action> of(String stem) {
        return Optional.ofNullable(BY_STEM.get(stem));
    }

    /** Whether a request for this must not be answered by a tool that does the other. */
    public boolean conflictsWith(Action other) {
        return this != other
                && this != WORK_OUT
                && other != WORK_OUT
                && !(related(other) || other.related(this));
    }

    private boolean related(Action other) {
        return this == CREATE && (other == CHANGE || other == SEND);
    }

    private static Map<String, Action> byStem() {
        Map<String, Action> byStem = new TreeMap<>();
        for (Action action : values()) {
            action.stems.forEach(stem -> byStem.put(stem, action));
        }
        return Map.copyOf(byStem);
    }
}
