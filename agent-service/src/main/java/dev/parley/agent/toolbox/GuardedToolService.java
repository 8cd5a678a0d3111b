package dev.parley.agent.toolbox;

import dev.parley.contracts.rest.ToolExecution;
import dev.parley.platform.caller.ActingFor;
import io.smallrye.faulttolerance.api.ExponentialBackoff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The way to tool-service with its guards, the only place that retries. Retrying is safe: the call
 * id makes a repeated request return the first one's outcome.
 */
@ApplicationScoped
class GuardedToolService {

    private final ToolServiceClient client;

    @Inject
    GuardedToolService(@RestClient ToolServiceClient client) {
        this.client = client;
    }

    /**
     * Waits out a restart of tool-service: about 15 seconds of retries. How long to wait for one
     * that is there but full it says itself.
     */
    @Retry(
            maxRetries = 8,
            delay = 200,
            jitter = 100,
            maxDuration = 120,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = ProcessingException.class)
    @ExponentialBackoff(maxDelay = 4_000)
    @Bulkhead(256)
    ToolExecution.Response execute(ActingFor actor, String tool, ToolExecution.Request call) {
        return client.execute(actor.headerValue(), tool, call);
    }

    /** Waits out a restart of tool-service, too. */
    @Retry(
            maxRetries = 8,
            delay = 200,
            jitter = 100,
            maxDuration = 60,
            durationUnit = ChronoUnit.SECONDS,
            retryOn = {ProcessingException.class, ServiceUnavailableException.class})
    @ExponentialBackoff(maxDelay = 4_000)
    ToolServiceClient.ToolPage list(ActingFor actor, String names, int limit) {
        return client.list(actor.headerValue(), names, limit);
    }
}
