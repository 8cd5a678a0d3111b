package dev.parley.local.model.offline;

import dev.parley.local.model.chat.ToolSpec;
import dev.parley.local.model.language.Sentences;
import dev.parley.local.model.language.Statements;
import dev.parley.local.model.language.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the model says about itself, and to talk that asks for nothing. */
final class Introduction {

    private static final String WHAT_I_AM =
            "I am the offline model: a small simulator of a language model that lets you try Parley without a key. I have"
                    + " no knowledge of my own.";
    private static final int MOST_TOOLS = 12;
    private static final Pattern ABOUT_THE_MODEL =
            Pattern.compile(
                    "\\b(?:who|what) are you\\b|\\bhow are you\\b|\\bwhat can you do\\b|\\b(?:your name|introduce yourself|about yourself)\\b|\\bare you (?:an?|real|human)\\b"
                            + "|\\bwhat (?:tools|can (?:i|you))\\b|\\bwhich tools\\b|\\bhow can you help\\b|^\\W*help\\W*$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern GREETING =
            Pattern.compile(
                    "^\\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|moin|hallo)\\b(?:[ ,]*(?:there|all|everyone|\\p{Lu}\\w+))?\\W*$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern THANKS =
            Pattern.compile(
                    "^\\W*(?:thanks|thank you|thx|great|perfect|cheers|ok|okay|good|nice|cool)\\b(?:[ ,]+\\w+){0,4}\\W*$",
                    Pattern.CASE_INSENSITIVE);

    private final List<ToolSpec> tools;

    Introduction(List<ToolSpec> tools) {
        this.tools = tools;
    }

    /** An answer to a question about the model, a greeting or thanks. */
    Optional<String> find(String message) {
        if (GREETING.matcher(message).matches()) {
            return Optional.of("Hello! " + WHAT_I_AM + " " + abilities());
        }
        if (THANKS.matcher(message).matches()) {
            return Optional.of("You are welcome.");
        }
        boolean asked = ABOUT_THE_MODEL.matcher(message).find() && Words.of(message).size() < 15;
        return asked ? Optional.of(WHAT_I_AM + " " + abilities()) : Optional.empty();
    }

    /** An acknowledgement, when the message only tells something about the user. */
    static Optional<String> acknowledge(String message) {
        List<String> told =
                Sentences.texts(message).stream().filter(Statements::isAboutTheUser).toList();
        if (told.isEmpty() || !told.getLast().equals(Sentences.texts(message).getLast())) {
            return Optional.empty();
        }
        String turned =
                told.stream()
                        .map(Statements::bare)
                        .map(Introduction::lowerFirst)
                        .map(Statements::turned)
                        .collect(Collectors.joining("; "));
        return Optional.of("Noted: " + turned + ". Ask me about it later in this conversation.");
    }

    private static String lowerFirst(String sentence) {
        boolean small =
                !sentence.isEmpty()
                        && !Words.of(sentence).isEmpty()
                        && Words.of(sentence).getFirst().isStop();
        return small ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }

    /** What is said when nothing answers a message. */
    String ignorance(String message) {
        String said = Question.core(message);
        return "I can't answer “"
                + said
                + "”: nothing in this conversation says, and no tool that I have fits. "
                + WHAT_I_AM
                + " "
                + abilities();
    }

    private String abilities() {
        String always = "I can quote the context and the conversation I am given";
        if (tools.isEmpty()) {
            return always + ", and call tools once an agent has some.";
        }
        String listed =
                tools.stream()
                        .limit(MOST_TOOLS)
                        .map(Introduction::line)
                        .collect(Collectors.joining("; "));
        String more =
                tools.size() > MOST_TOOLS ? "; and " + (tools.size() - MOST_TOOLS) + " more" : "";
        return always + ", and use these tools: " + listed + more + ".";
    }

    private static String line(ToolSpec tool) {
        List<String> sentences = Sentences.texts(tool.description());
        String first =
                sentences.isEmpty()
                        ? ""
                        : " (" + sentences.getFirst().replaceFirst("\\.$", "") + ")";
        return "`" + tool.name() + "`" + first;
    }
}
