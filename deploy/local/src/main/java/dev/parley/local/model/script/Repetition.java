package dev.parley.local.model.script;

import dev.parley.local.model.chat.Tokens;
import java.util.List;

/** Text of a given number of tokens. */
final class Repetition {

    private Repetition() {}

    /** The first so many tokens of the text, said again from its start as often as it takes. */
    static String of(String text, int tokens) {
        List<String> pieces = Tokens.pieces(text.isBlank() ? "word" : text.strip());
        StringBuilder repeated = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            String piece = pieces.get(i % pieces.size());
            boolean again = i > 0 && i % pieces.size() == 0;
            repeated.append(again ? " " : "").append(piece);
        }
        return repeated.toString();
    }
}
