package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ChatMessage;
import dev.parley.local.model.chat.ChatRequest;
import dev.parley.local.model.chat.ChatRole;
import dev.parley.local.model.language.Action;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Statements;
import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import dev.parley.local.model.offline.quote.BestPassage;
import dev.parley.local.model.offline.quote.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers questions about what the user said before; of two statements that fit alike the later one
 * counts.
 */
final class Recall {

    private static final Pattern PERSONAL =
            Pattern.compile("\\b(?:i|my|me|mine|our|we|us|i'm|am)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHO_AM_I =
            Pattern.compile(
                    "\\bwho (?:am i|i am)\\b|\\bmy name\\b|\\bi(?: am|'m) called\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAMES_ONESELF =
            Pattern.compile(
                    "\\b(?:my name(?: is|'s)|i am called|i'm called|call me|i(?: am|'m)(?= [A-Z]))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern MESSAGE_ASKED =
            Pattern.compile(
                    "\\b(?:what (?:did|have) i (?:just |first )?(?:say|said|ask|asked|tell|told)"
                            + "|my (?<which>first|last|previous) (?:message|question|request))\\b(?<rest>.*)",
                    Pattern.CASE_INSENSITIVE);
    private static final Set<String> TALKING =
            Set.of("say", "said", "ask", "tell", "told", "mention", "rememb", "just", "earli");

    private final List<String> earlier;
    private final String question;

    Recall(ChatRequest request) {
        int last = request.lastUserIndex();
        this.question = Question.of(request.lastUserText());
        this.earlier =
                request.messages().subList(0, Math.max(last, 0)).stream()
                        .filter(message -> message.role() == ChatRole.USER)
                        .map(ChatMessage::text)
                        .toList();
    }

    Optional<String> find(String message) {
        if (!Question.isQuestion(question)) {
            return Optional.empty();
        }
        return message().or(() -> statement(message));
    }

    /** "What was my first message?" */
    private Optional<String> message() {
        Matcher asked = MESSAGE_ASKED.matcher(question);
        if (earlier.isEmpty()
                || !asked.find()
                || Words.contentStems(asked.group("rest")).size() > 1) {
            return Optional.empty();
        }
        boolean first =
                "first".equalsIgnoreCase(asked.group("which"))
                        || question.toLowerCase(Locale.ROOT).contains("first");
        String said = first ? earlier.getFirst() : earlier.getLast();
        return Optional.of(
                "Your " + (first ? "first" : "last") + " message was: “" + said.strip() + "”.");
    }

    private Optional<String> statement(String message) {
        List<Passage> statements = statements(message);
        if (WHO_AM_I.matcher(question).find()) {
            Optional<Passage> name =
                    statements.stream()
                            .filter(it -> NAMES_ONESELF.matcher(it.sentence()).find())
                            .findFirst();
            if (name.isPresent()) {
                return name.map(Recall::said);
            }
        }
        boolean personal = PERSONAL.matcher(question).find();
        Set<String> asked = Words.contentStems(question);
        asked.removeAll(TALKING);
        return new BestPassage(asked).find(statements, personal ? 0.6 : 0.75).map(Recall::said);
    }

    private static String said(Passage passage) {
        String bare = Statements.bare(passage.sentence());
        return "You told me: “" + bare + "”. So " + Statements.turned(lowerFirst(bare)) + ".";
    }

    private static String lowerFirst(String sentence) {
        List<Word> words = Words.of(sentence);
        boolean small = !words.isEmpty() && words.getFirst().isStop();
        return small
                ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }

    /** What the user stated, the newest first. */
    private List<Passage> statements(String message) {
        List<Passage> statements = new ArrayList<>();
        List<String> all = new ArrayList<>(earlier);
        all.add(message);
        for (String said : all.reversed()) {
            for (String sentence : Sentences.texts(said).reversed()) {
                if (!sentence.equals(question) && isStatement(sentence)) {
                    statements.add(new Passage(sentence, ""));
                }
            }
        }
        return statements;
    }

    private static boolean isStatement(String sentence) {
        if (Statements.isAboutTheUser(sentence)) {
            return true;
        }
        List<Word> words = Words.of(sentence);
        return words.size() > 2
                && !Question.isQuestion(sentence)
                && Action.of(words.getFirst().stem()).isEmpty();
    }
}
