package dev.parley.tool.mcp.client.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Declines everything: no server gets at a tenant's model, users or folders. That it asked is
 * written down, since no server was told that it could.
 */
@ApplicationScoped
class DeclineQuestions implements Counterquestions {

    private static final Logger LOG = Logger.getLogger(DeclineQuestions.class);

    private final MeterRegistry meters;

    @Inject
    DeclineQuestions(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public ObjectNode capabilities() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public Optional<ObjectNode> answer(String method, ObjectNode params) {
        String kind =
                switch (method) {
                    case "sampling/createMessage" -> "sampling";
                    case "elicitation/create" -> "elicitation";
                    case "roots/list" -> "roots";
                    default -> "other";
                };
        Counter.builder("parley.mcp.client.questions")
                .description("Questions of MCP servers to their client, all of them declined")
                .tag("kind", kind)
                .register(meters)
                .increment();
        LOG.warnf("An MCP server asked its client for %s; it was declined.", kind);
        return Optional.empty();
    }
}
