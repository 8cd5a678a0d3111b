package dev.parley.local.model.offline;

import dev.parley.local.model.argument.RequestObject;
import dev.parley.local.model.language.Sentences;
import java.util.List;
import java.util.regex.Pattern;

/** What a message asks. */
final class Question {

    private static final Pattern OPENING =
            Pattern.compile(
                    "^(?:what(?:'s|’s| is| are)|how much (?:is|are)|calculate|compute|evaluate|work out)\\s+(?:the result of\\s+)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern ASKS =
            Pattern.compile(
                    "^(?:what|who|whom|whose|when|where|which|why|how|is|are|was|were|do|does|did|can|could|will|would|should|am)\\b.*|.*\\?$",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Question() {}

    /** The last question of a message; its last sentence when there is none. */
    static String of(String message) {
        List<String> sentences = Sentences.texts(message);
        for (String sentence : sentences.reversed()) {
            if (sentence.endsWith("?")) {
                return sentence;
            }
        }
        return sentences.isEmpty() ? "" : sentences.getLast();
    }

    static boolean isQuestion(String sentence) {
        return ASKS.matcher(sentence.strip()).matches();
    }

    /** Short enough to be said back: "18% of 2450" for "Please tell me: what is 18% of 2450?". */
    static String core(String asked) {
        String plain = RequestObject.withoutPoliteness(asked).of(asked);
        String core = OPENING.matcher(plain).replaceFirst("");
        return core.length() <= 120 ? core : core.substring(0, 117) + "...";
    }
}
