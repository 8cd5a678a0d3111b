package dev.parley.local.model.offline;

import java.util.regex.Pattern;

/** What a user says about how to answer. */
final class Wishes {

    private static final Pattern NO_TOOLS =
            Pattern.compile(
                    "\\b(?:without (?:using |calling )?(?:any |a |the )?tools?|(?:don't|do not|never) (?:use|call) (?:any |a |the |your )?tools?|no tools)\\b",
                    Pattern.CASE_INSENSITIVE);

    private Wishes() {}

    static boolean noTools(String message) {
        return NO_TOOLS.matcher(message).find();
    }
}
