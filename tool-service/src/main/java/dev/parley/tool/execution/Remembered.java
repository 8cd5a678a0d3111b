package dev.parley.tool.execution;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.schema.CanonicalJson;
import java.util.List;

/** Holds a call against what its call id was used for before. */
final class Remembered {

    private Remembered() {}

    /** Refuses a call id that is another call's. */
    static void requireSame(Call call, LedgerRow row) {
        boolean withdrawn = row.argumentsHash().equals(Ledger.WITHDRAWN);
        requireSame(
                withdrawn
                        ? row.user().equals(call.caller().user())
                        : row.tool().equals(call.tool().name())
                                && row.argumentsHash().equals(call.argumentsHash())
                                && row.user().equals(call.caller().user()));
    }

    /** The same, for one that is under way. */
    static void requireSame(Call call, Call other) {
        requireSame(
                other.tool().name().equals(call.tool().name())
                        && other.argumentsHash().equals(call.argumentsHash())
                        && other.caller().user().equals(call.caller().user()));
    }

    /** Whether a row is this call's, of a tool that nobody knows any more. */
    static boolean isSame(Caller caller, String tool, ExecuteRequest request, LedgerRow row) {
        return row.tool().equals(tool)
                && row.user().equals(caller.user())
                && row.argumentsHash().equals(CanonicalJson.hash(request.arguments()));
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
