package dev.parley.local.model.argument;

import dev.parley.local.model.language.Word;
import dev.parley.local.model.value.Utterance;
import java.util.List;
import java.util.Set;

/**
 * What was said, and of which tool it is to become a call.
 *
 * @param toolStems stems of the words in the tool's name
 * @param parameters everything that the tool takes
 */
record Situation(
        Utterance said, Surroundings around, Set<String> toolStems, List<Parameter> parameters) {

    static Situation of(Utterance said, Set<String> toolStems, List<Parameter> parameters) {
        return new Situation(said, new Surroundings(said), toolStems, parameters);
    }

    /** Whether a word is part of some parameter's name. */
    boolean isLabel(Word word) {
        return parameters.stream().anyMatch(it -> Surroundings.isNamedBy(it, word));
    }
}
