package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.offline.quote.BestPassage;
import dev.parley.local.model.offline.quote.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers by quoting what the request brought along: system messages, passages in them, text around
 * the question.
 */
final class ContextAnswer {

    private static final double SHARE = 0.45;

    /** Passages with a mark were retrieved for the question: less has to speak for them. */
    private static final double MARKED_SHARE = 0.34;

    private static final Pattern INSTRUCTION =
            Pattern.compile(
                    "^(?:[-*•]\\s*)?(?:you|your|always|never|do not|don't|answer|respond|reply|use|be|if|when|only|please|speak|write"
                            + "|keep|make sure|act|think|call|ask|follow|stay|treat|cite|quote|for example|remember that you|today)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern MARK =
            Pattern.compile(
                    "^\\s*(?:[-*•]\\s*)?(\\[[^\\]\\n]{1,80}\\]|source:\\s*.{1,200})\\s*:?\\s*",
                    Pattern.CASE_INSENSITIVE);

    private ContextAnswer() {}

    /** Quotes what answers the question in a message, which may be an excerpt of the last one. */
    static Optional<String> find(ChatRequest request, String message) {
        List<Passage> passages = new ArrayList<>();
        for (ChatMessage given : request.ofRole(ChatRole.SYSTEM)) {
            passages.addAll(passages(given.text()));
        }
        String question = Question.of(message);
        for (Passage passage : passages(request.lastUserText())) {
            if (!question.contains(passage.sentence()) && !passage.sentence().endsWith("?")) {
                passages.add(passage);
            }
        }
        List<Passage> marked = passages.stream().filter(it -> !it.source().isEmpty()).toList();
        BestPassage best = new BestPassage(question);
        return best.find(marked, MARKED_SHARE)
                .or(() -> best.find(passages, SHARE))
                .map(ContextAnswer::quoted);
    }

    private static String quoted(Passage passage) {
        String sentence = passage.sentence().replaceFirst("[.\\s]+$", "");
        String source = passage.source().isEmpty() ? "" : " " + passage.source();
        return "The context I was given says: “" + sentence + "”" + source + ".";
    }

    /**
     * Sentences with the mark of the passage they stand in; instructions to the model are left out.
     */
    static List<Passage> passages(String text) {
        List<Passage> passages = new ArrayList<>();
        String source = "";
        for (String sentence : Sentences.texts(text)) {
            Matcher mark = MARK.matcher(sentence);
            boolean marked = mark.lookingAt();
            source = marked ? mark.group(1) : source;
            String plain = marked ? sentence.substring(mark.end()) : sentence;
            if (!plain.isBlank() && !INSTRUCTION.matcher(plain).matches() && !plain.endsWith(":")) {
                passages.add(new Passage(plain.replaceFirst("^[-*•]\\s+", ""), source));
            }
        }
        return passages;
    }
}
