package dev.parley.tool.execution;

import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.limit.CallLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a call must satisfy before it is entered; one that was entered before is not asked again.
 */
@ApplicationScoped
class Admission {

    private final Ledger ledger;
    private final CallLimits limits;

    @Inject
    Admission(Ledger ledger, CallLimits limits) {
        this.ledger = ledger;
        this.limits = limits;
    }

    /**
     * Refuses a call of a run in which a tool that comes first has not succeeded, and one that is
     * more than the tool may be called.
     */
    void require(Call call) {
        requireWhatComesFirst(call);
        limits.take(call.tool(), call.tenant(), call.caller().user());
    }

    private void requireWhatComesFirst(Call call) {
        List<String> first = Objects.requireNonNull(call.tool().definition().requires());
        if (first.isEmpty() || call.run() == null) {
            return;
        }
        TreeSet<String> missing = new TreeSet<>(first);
        ledger.succeeded(call.tenant(), call.run(), first).forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ToolError.REQUIREMENT_UNMET,
                    "Call "
                            + String.join(" and ", missing)
                            + " first: "
                            + call.tool().name()
                            + " needs it to have succeeded in the same run.");
        }
    }
}
