package dev.parley.torture.history;

import java.util.Map;

/**
 * One line of the history.
 *
 * @param nanos since the begin, monotonic
 * @param worker who did it
 * @param operation tells the operations of a history apart; the same from invoke to its outcome
 * @param what the kind of operation
 * @param facts what was asked or learnt
 */
public record Entry(
        long nanos,
        String worker,
        long operation,
        Phase phase,
        String what,
        Map<String, String> facts) {

    /** How far an operation is. */
    public enum Phase {
        /** It begins. */
        INVOKE,
        /** It has happened. */
        OK,
        /** It certainly has not happened. */
        FAIL,
        /** It may have happened or not. */
        INFO
    }

    /** A fact, or nothing. */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
