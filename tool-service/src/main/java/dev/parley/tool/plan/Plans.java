package dev.parley.tool.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.platform.tenancy.TenantScope;
import dev.parley.tool.ToolError;
import dev.parley.tool.execution.ExecutionConfig;
import dev.parley.tool.schema.CanonicalJson;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries plans out. What has become of a plan stands in the ledger: asked for again, by whichever
 * replica, it goes on where it is, and nothing of it is done twice.
 */
@ApplicationScoped
class Plans {

    private static final int MOST_OPEN = 100;
    private static final TypeReference<LinkedHashMap<String, Set<String>>> DEPENDENCIES =
            new TypeReference<>() {};

    private final PlanCheck check;
    private final PlanRows rows;
    private final PlanCalls calls;
    private final ExecutionConfig config;
    private final ObjectMapper mapper;
    private final ConcurrentHashMap<Key, Open> open = new ConcurrentHashMap<>();

    @Inject
    Plans(
            PlanCheck check,
            PlanRows rows,
            PlanCalls calls,
            ExecutionConfig config,
            ObjectMapper mapper) {
        this.check = check;
        this.rows = rows;
        this.calls = calls;
        this.config = config;
        this.mapper = mapper;
    }

    private record Key(String tenant, String id) {}

    /** A plan that this process is at. */
    private record Open(PlanCourse course, CompletableFuture<Boolean> end) {}

    /** Begins a plan or goes on with it; says how it stands once that is clear, or after a time. */
    PlanState carryOut(Caller caller, PlanRequest request) {
        String id =
                Objects.requireNonNullElseGet(request.planId(), () -> "plan_" + UUID.randomUUID());
        JsonNode asked = mapper.valueToTree(request);
        String hash = CanonicalJson.hash(asked);
        PlanRows.Stored stored =
                rows.find(caller.tenant(), id)
                        .orElseGet(() -> accept(caller, id, request, asked.toString(), hash));
        if (!stored.hash().equals(hash) || !stored.user().equals(caller.user())) {
            String message = "This plan id belongs to another plan; use a new one.";
            throw new ProblemException(
                    ToolError.PLAN_ID_REUSED,
                    message,
                    List.of(new FieldError("/plan_id", "plan-id-reused", message)));
        }
        Open begun = begin(caller, plan(caller, id, stored));
        await(begun);
        return PlanState.of(id, begun.course().states(), stored.cancelled());
    }

    /** Checked once: one that is accepted is gone on with, whatever becomes of its tools. */
    private PlanRows.Stored accept(
            Caller caller, String id, PlanRequest request, String asked, String hash) {
        Plan plan = check.check(caller, id, request);
        rows.insert(caller, id, asked, hash, mapper.valueToTree(plan.before()).toString());
        return rows.find(caller.tenant(), id).orElseThrow();
    }

    /** The plan as it was accepted, if the caller may change it. */
    Plan find(Caller caller, String id) {
        PlanRows.Stored stored =
                rows.find(caller.tenant(), id)
                        .filter(it -> it.user().equals(caller.user()) || caller.seesWholeTenant())
                        .orElseThrow(() -> ProblemException.notFound("plan"));
        if (!caller.mayChange(stored.user())) {
            throw ProblemException.notYours("plan");
        }
        return plan(caller, id, stored);
    }

    private Plan plan(Caller caller, String id, PlanRows.Stored stored) {
        try {
            PlanRequest request = mapper.readValue(stored.request(), PlanRequest.class);
            return stored.dependencies() == null
                    ? check.check(caller, id, request)
                    : new Plan(
                            id,
                            request.calls(),
                            mapper.readValue(stored.dependencies(), DEPENDENCIES),
                            request.context());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored plan is not readable", e);
        }
    }

    private Open begin(Caller caller, Plan plan) {
        Key key = new Key(caller.tenant(), plan.id());
        @Nullable Open known = open.get(key);
        if (known != null) {
            return known;
        }
        if (open.size() >= MOST_OPEN) {
            throw ProblemException.retryLater(
                    ToolError.OVERLOADED,
                    "Too many plans are being carried out just now; try again in a second.",
                    Duration.ofSeconds(1),
                    null);
        }
        PlanCourse course =
                new PlanCourse(
                        plan,
                        (call, results) -> calls.execute(caller, plan, call, results),
                        work -> thread(caller, work));
        Open mine = new Open(course, new CompletableFuture<>());
        @Nullable Open other = open.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        thread(caller, () -> toEnd(key, mine));
        return mine;
    }

    private void toEnd(Key key, Open mine) {
        try {
            mine.course().run();
            open.remove(key, mine);
            mine.end().complete(true);
        } catch (InterruptedException | RuntimeException | Error e) {
            open.remove(key, mine);
            mine.end().completeExceptionally(e);
        }
    }

    private static void thread(Caller caller, Runnable work) {
        Thread.ofVirtual()
                .name("plan")
                .start(Context.current().wrap(() -> TenantScope.run(caller.tenant(), work)));
    }

    /** Until the plan is through, or as long as a client waits. */
    private void await(Open begun) {
        try {
            begun.end().get(config.answerWithin().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // It goes on; how it stands says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }
}
