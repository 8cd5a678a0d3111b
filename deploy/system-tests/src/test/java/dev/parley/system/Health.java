package dev.parley.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.system.client.Api;
import dev.parley.system.suite.Await;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** What the monitor says of the suite. */
final class Health {

    private final Api operator;

    Health(Api operator) {
        this.operator = operator;
    }

    /** Waits until the suite, or the named service, has the status. */
    void await(Duration patience, String status, String service) {
        Await.until(
                () -> service + " to be " + status + ", health is " + read(),
                patience,
                () -> {
                    JsonNode of = service.isEmpty() ? read() : service(service);
                    return of.path("status").asText().equals(status);
                });
    }

    JsonNode service(String name) {
        return StreamSupport.stream(read().path("services").spliterator(), false)
                .filter(service -> service.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode read() {
        return operator.get("/v1/health").expect(200).json();
    }
}
