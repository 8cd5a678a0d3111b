package dev.parley.local.model.argument;

import dev.parley.local.model.value.Utterance;
import java.util.Set;

/**
 * What was said, and of which tool it is to become a call.
 *
 * @param toolStems stems of the words in the tool's name
 */
record Situation(Utterance said, Surroundings around, Set<String> toolStems) {

    static Situation of(Utterance said, Set<String> toolStems) {
        return new Situation(said, new Surroundings(said), toolStems);
    }
}
