package dev.parley.local.model.language;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what a user says about himself, and turns it round to say it back. */
public final class Statements {

    private static final Pattern ABOUT_THE_USER =
            Pattern.compile(
                    "^(?:(?:hi|hello|hey|ok(?:ay)?|well|so|by the way|btw|also|and|please|just|fyi)\\b[,!. ]*+){0,6}"
                            + "(?:(?:please )?(?:remember|note|keep in mind|don't forget|remind yourself)(?: that)?\\b[:, ]*.+"
                            + "|(?:my|our)\\s+.+?\\s+(?:is|are|was|were|will be)\\s+.+|(?:i am|i'm|we are|we're)\\s+.+"
                            + "|(?:i|we)\\s+(?:\\w+ly\\s+|also\\s+)?(?:live|lived|work|worked|study|studied|like|love|hate|prefer|enjoy|own|come|came|speak|was born"
                            + "|have been|use|play|drive|grew up|moved|eat|drink)\\b.*|call me\\s+.+)$",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HAPPENED =
            Pattern.compile("\\b(?:was|were)\\b(?! born)", Pattern.CASE_INSENSITIVE);
    private static final Pattern REMEMBER =
            Pattern.compile(
                    "^(?:please )?(?:remember|note|keep in mind|don't forget)(?: that)?[:, ]+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PRONOUN =
            Pattern.compile(
                    "\\b(?:i am|i'm|i was|i've|i'd|i'll|i|my|mine|me|myself|we're|we've|we|our|ours|us|am)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final Map<String, String> TURNED =
            Map.ofEntries(
                    Map.entry("i am", "you are"),
                    Map.entry("i'm", "you are"),
                    Map.entry("i was", "you were"),
                    Map.entry("i've", "you have"),
                    Map.entry("i'd", "you would"),
                    Map.entry("i'll", "you will"),
                    Map.entry("i", "you"),
                    Map.entry("my", "your"),
                    Map.entry("mine", "yours"),
                    Map.entry("me", "you"),
                    Map.entry("myself", "yourself"),
                    Map.entry("we're", "you are"),
                    Map.entry("we've", "you have"),
                    Map.entry("we", "you"),
                    Map.entry("our", "your"),
                    Map.entry("ours", "yours"),
                    Map.entry("us", "you"),
                    Map.entry("am", "are"));

    private Statements() {}

    /**
     * Whether such a sentence tells how things are, not what happened: "I was charged twice" wants
     * something done.
     */
    public static boolean isFact(String sentence) {
        return isAboutTheUser(sentence) && !HAPPENED.matcher(sentence).find();
    }

    /** Whether a sentence tells something about the user, rather than asking for anything. */
    public static boolean isAboutTheUser(String sentence) {
        String plain = sentence.strip().replace('’', '\'');
        return !plain.endsWith("?")
                && plain.length() < 500
                && ABOUT_THE_USER.matcher(plain).matches();
    }

    /** Whether a sentence asks to keep something in mind. */
    public static boolean asksToRemember(String sentence) {
        return REMEMBER.matcher(sentence.strip()).lookingAt();
    }

    /** Without "remember that" before, and the full stop after it. */
    public static String bare(String sentence) {
        String bare = REMEMBER.matcher(sentence.strip()).replaceFirst("");
        return bare.replaceFirst("[.!\\s]+$", "");
    }

    /** "I live in Paris" becomes "you live in Paris". */
    public static String turned(String sentence) {
        Matcher pronoun = PRONOUN.matcher(sentence.replace('’', '\''));
        return pronoun.replaceAll(found ->
                TURNED.getOrDefault(found.group().toLowerCase(Locale.ROOT), found.group()));
    }
}
