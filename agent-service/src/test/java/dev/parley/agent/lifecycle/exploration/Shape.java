package dev.parley.agent.lifecycle.exploration;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is in a world. Runs are numbered in the order of their acceptance, conversation by
 * conversation.
 *
 * @param conversationOf the conversation of each run, at most five runs
 */
record Shape(List<Integer> conversationOf) {

    static final Shape TWO_AND_ONE = new Shape(List.of(0, 0, 1));
    static final Shape THREE_AND_TWO = new Shape(List.of(0, 0, 0, 1, 1));

    int runs() {
        return conversationOf.size();
    }

    /** The run accepted before this one in its conversation, -1 if it is the first. */
    int predecessor(int run) {
        return run > 0 && together(run, run - 1) ? run - 1 : -1;
    }

    boolean together(int one, int other) {
        return conversationOf.get(one).equals(conversationOf.get(other));
    }

    IntStream earlier(int run) {
        return IntStream.range(0, run).filter(other -> together(run, other));
    }
}
