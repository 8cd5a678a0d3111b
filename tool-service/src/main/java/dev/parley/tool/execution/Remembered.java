package dev.parley.tool.execution;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import java.util.List;

/** Holds a call against what its call id was used for before. */
final class Remembered {

    private Remembered() {}

    /** Refuses a call id that is another call's. */
    static void requireSame(Call call, LedgerRow row) {
        requireSame(isSame(row, call.caller().user(), call.tool().name(), call.argumentsHash()));
    }

    /** The same, for one that is under way. */
    static void requireSame(Call call, Call other) {
        requireSame(
                other.tool().name().equals(call.tool().name())
                        && other.argumentsHash().equals(call.argumentsHash())
                        && other.caller().user().equals(call.caller().user()));
    }

    /**
     * Whether a row is that of a call; of one that was withdrawn before it came only its user is
     * known.
     */
    static boolean isSame(LedgerRow row, String user, String tool, String argumentsHash) {
        boolean withdrawn = row.argumentsHash().equals(Ledger.WITHDRAWN);
        return row.user().equals(user)
                && (withdrawn
                        || (row.tool().equals(tool) && row.argumentsHash().equals(argumentsHash)));
    }

    private static void requireSame(boolean same) {
        if (!same) {
            String message =
                    "This call id belongs to a call of another tool or with other arguments; use a new one.";
            throw new ProblemException(
                    ToolError.CALL_ID_REUSED,
                    message,
                    List.of(new FieldError("/call_id", "call-id-reused", message)));
        }
    }
}
