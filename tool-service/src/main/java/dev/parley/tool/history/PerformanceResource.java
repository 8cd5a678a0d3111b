package dev.parley.tool.history;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.definition.Tools;
import dev.parley.tool.guard.Guards;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

@Path("/v1/tools/{name}/performance")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class PerformanceResource {

    private static final Duration LONGEST = Duration.ofDays(90);

    private final Tools tools;
    private final PerformanceRows rows;
    private final Guards guards;
    private final CurrentCaller caller;

    @Inject
    PerformanceResource(Tools tools, PerformanceRows rows, Guards guards, CurrentCaller caller) {
        this.tools = tools;
        this.rows = rows;
        this.guards = guards;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed(ToolPermissions.WATCH)
    @QueryParameters("window")
    public Performance performance(
            @PathParam("name") String name,
            @QueryParam("window") @DefaultValue("PT1H") String window) {
        Caller who = caller.get();
        Duration time = time(window);
        Tool tool =
                tools.find(who.tenant(), name).orElseThrow(() -> ProblemException.notFound("tool"));
        Instant since = Instant.now().minus(time);
        PerformanceRows.Totals totals = rows.totals(who.tenant(), name, since);
        return new Performance(
                name,
                window,
                totals.calls() < PerformanceRows.MOST,
                totals.calls(),
                totals.running(),
                totals.succeeded(),
                totals.failed(),
                totals.unknown(),
                totals.cached(),
                totals.retries(),
                totals.bytes(),
                totals.cost(),
                totals.durations(),
                guards.state(who.tenant(), tool.key()).name().toLowerCase(Locale.ROOT),
                rows.failures(who.tenant(), name, since));
    }

    private static Duration time(String text) {
        try {
            Duration time = Duration.parse(text);
            if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Refused like any other that is none.
        }
        throw ProblemException.invalid(
                "window", "invalid", "window must be a time such as PT1H, at most P90D.");
    }
}
