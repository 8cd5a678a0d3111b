package dev.parley.local.model.language;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * Light stemming: forms of one word mostly get one stem, which needn't be a word. Far weaker than
 * Porter's algorithm on purpose: two different words that become one cost more here than two forms
 * that stay apart.
 */
public final class Stem {

    private static final List<String> SUFFIXES =
            List.of(
                    "itions", "ition", "ations", "ation", "ators", "ator", "ments", "ment", "ions",
                    "ion", "ings", "ing", "ers", "er", "ors", "or", "edly", "ed", "ly");
    private static final int SHORTEST = 4;

    private Stem() {}

    public static String of(String word) {
        String lower = fold(word.toLowerCase(Locale.ROOT));
        int apostrophe = lower.indexOf('\'');
        if (apostrophe > 0) {
            return lower.endsWith("n't") ? "not" : of(lower.substring(0, apostrophe));
        }
        return withoutFinalE(withoutSuffix(singular(lower)));
    }

    private static String fold(String word) {
        if (isAscii(word)) {
            return word;
        }
        String plain = Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.replace('’', '\'');
    }

    private static boolean isAscii(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String singular(String word) {
        if (word.length() < 4
                || !word.endsWith("s")
                || word.endsWith("ss")
                || word.endsWith("us")) {
            return word;
        }
        if (word.endsWith("ies") && word.length() > 4) {
            return word.substring(0, word.length() - 3) + "y";
        }
        boolean hissing =
                word.endsWith("sses")
                        || word.endsWith("xes")
                        || word.endsWith("ches")
                        || word.endsWith("shes");
        return word.substring(0, word.length() - (hissing ? 2 : 1));
    }

    private static String withoutSuffix(String word) {
        for (String suffix : SUFFIXES) {
            int left = word.length() - suffix.length();
            if (word.endsWith(suffix) && left >= shortest(suffix)) {
                String stem = word.substring(0, left);
                return suffix.startsWith("at") ? stem + "at" : single(stem);
            }
        }
        return word;
    }

    private static int shortest(String suffix) {
        return suffix.startsWith("ing") || suffix.startsWith("ment") || suffix.equals("ed")
                ? SHORTEST - 1
                : SHORTEST;
    }

    private static String single(String stem) {
        int last = stem.length() - 1;
        boolean doubled = last > 1 && stem.charAt(last) == stem.charAt(last - 1);
        boolean keeps = doubled && "lszaeiou".indexOf(stem.charAt(last)) >= 0;
        return doubled && !keeps ? stem.substring(0, last) : stem;
    }

    private static String withoutFinalE(String word) {
        return word.length() > 3 && word.endsWith("e")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
