package dev.parley.local.model.argument;

import java.util.regex.Pattern;

/** Turns of phrase that announce a value. */
final class Cues {

    /** What comes next belongs to another parameter. */
    static final Pattern NEXT_VALUE =
            words(
                    "(?:,\\s*|\\s+and\\s+|\\s+)(?:(?:with|and)\\s+)?(?:a\\s+|the\\s+)?"
                            + "(?:subject|body|title|message|text|description|saying|that says|priority|tags?|due|assigned to|labell?ed)\\b");

    /** Words to be passed on follow. */
    static final Pattern WORDS_FOLLOW =
            words(
                    "\\b(?:saying(?:\\s+that)?|that\\s+says|which\\s+says|says|to\\s+say|telling\\s+(?:him|her|them|everyone|us)(?:\\s+that|\\s+to)?"
                            + "|that\\s+reads|with\\s+(?:the\\s+)?(?:message|text|body|content|note|comment))\\b\\s*:?\\s*");

    /** A subject follows. */
    static final Pattern SUBJECT_FOLLOWS =
            words(
                    "\\b(?:about|regarding|concerning|titled|entitled|called|named|on\\s+the\\s+topic\\s+of)\\s+");

    /** What is searched for follows. */
    static final Pattern OBJECT_FOLLOWS =
            words(
                    "\\b(?:about|regarding|concerning|for|on|called|named|matching|containing|mentioning|with\\s+the\\s+words?)\\s+");

    /** A reason follows. */
    static final Pattern REASON_FOLLOWS =
            words("\\b(?:because(?:\\s+of)?|due\\s+to|as\\s+the\\s+reason)\\s+");

    /** A name follows. */
    static final Pattern NAME_FOLLOWS = words("\\b(?:called|named|titled|entitled)\\s+");

    static final Pattern LABELLED_LINE = Pattern.compile("\\n[\\w ]{1,40}:\\s");

    static final Pattern COLON = Pattern.compile("(?<=[\\w\"”'])\\s*:\\s+(?=\\S)");

    private Cues() {}

    private static Pattern words(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
