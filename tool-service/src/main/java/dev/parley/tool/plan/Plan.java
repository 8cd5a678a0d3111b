package dev.parley.tool.plan;

import dev.parley.tool.execution.ExecuteRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan that can be carried out.
 *
 * @param before what each call depends on; free of circles
 */
record Plan(
        String id,
        List<PlanRequest.Call> calls,
        Map<String, Set<String>> before,
        ExecuteRequest.@Nullable Context context) {

    PlanGraph graph() {
        return new PlanGraph(before);
    }

    PlanRequest.Call call(String callId) {
        return calls.stream().filter(it -> it.id().equals(callId)).findFirst().orElseThrow();
    }

    /** The key under which a call is executed once, however often the plan is asked for. */
    String key(String callId) {
        return "plan:" + id + ':' + callId;
    }

    /** The same for what undoes it. */
    String compensationKey(String callId) {
        return key(callId) + ":undo";
    }
}
