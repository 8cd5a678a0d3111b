package dev.parley.local.model.script;

import dev.parley.local.model.chat.Pace;
import java.util.List;

/**
 * What a test wants answered.
 *
 * @param steps one for each answer to a user message; the last one repeats
 */
record Script(Pace pace, List<Step> steps) {

    Script {
        steps = List.copyOf(steps);
    }

    Step step(int index) {
        return steps.get(Math.min(index, steps.size() - 1));
    }
}
