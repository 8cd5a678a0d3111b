package dev.parley.agent.operations;

import dev.parley.contracts.event.Priority;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Slots that each process keeps for runs with these labels. What no pool keeps is general.
 *
 * @param slots how many in each process, 0 to 2,000; of a process with fewer, as many as leave one
 *     general
 * @param minPriority the least priority that it takes; {@code low} if not given
 * @param tenants whose runs it takes, up to 100; anybody's if none are named
 * @param agents of which agents, up to 100; of any if none are named
 * @param models for which models, up to 100, by name as {@code default/auto} or by provider as
 *     {@code default}; for any if none are named
 * @param maxRunning how many in all processes together; no limit if null
 * @param exclusive whether these runs are executed in this pool's slots only
 */
record WorkerPool(
        @NotNull(message = "is required: how many slots of each process it keeps")
                @Min(value = 0, message = "must be 0 to 2000")
                @Max(value = 2_000, message = "must be 0 to 2000")
                Integer slots,
        @Nullable Priority minPriority,
        @Size(max = 100, message = "must name at most 100 tenants")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                                        message = "must be the name of a tenant")
                                String>
                        tenants,
        @Size(max = 100, message = "must name at most 100 agents")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                                        message = "must be the name of an agent")
                                String>
                        agents,
        @Size(max = 100, message = "must name at most 100 models")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "[a-z0-9-]{1,32}(/\\S{1,128})?",
                                        message = "must be provider/model, or a provider")
                                String>
                        models,
        @Min(value = 1, message = "must be 1 to 100000")
                @Max(value = 100_000, message = "must be 1 to 100000")
                @Nullable Integer maxRunning,
        @Nullable Boolean exclusive) {

    /** The same with defaults for what was not given. */
    WorkerPool complete() {
        return new WorkerPool(
                slots,
                minPriority == null ? Priority.LOW : minPriority,
                Objects.requireNonNullElse(tenants, List.of()),
                Objects.requireNonNullElse(agents, List.of()),
                Objects.requireNonNullElse(models, List.of()),
                maxRunning,
                Boolean.TRUE.equals(exclusive));
    }

    /** Whether it takes the runs of a lane. */
    boolean takes(QueueStatus.Lane lane, String model) {
        WorkerPool whole = complete();
        return lane.priority().compareTo(Objects.requireNonNull(whole.minPriority)) >= 0
                && anyOr(whole.tenants, lane.tenant())
                && anyOr(whole.agents, lane.agent())
                && (anyOr(whole.models, model) || anyOr(whole.models, provider(model)));
    }

    private static boolean anyOr(@Nullable List<String> named, String name) {
        return named == null || named.isEmpty() || named.contains(name);
    }

    private static String provider(String model) {
        int slash = model.indexOf('/');
        return slash < 0 ? model : model.substring(0, slash);
    }
}
