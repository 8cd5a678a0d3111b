package dev.parley.conversation.openai;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Gives every answer of the door the header that OpenAI's clients show when something goes wrong.
 */
@ApplicationScoped
class RequestIds {

    private static final int BEFORE_ROUTES = 9_000;

    void register(@Observes Filters filters) {
        filters.register(RequestIds::tag, BEFORE_ROUTES);
    }

    private static void tag(RoutingContext context) {
        if (context.normalizedPath().startsWith(OpenAiDialect.PREFIX)) {
            MultiMap headers = context.response().headers();
            context.addHeadersEndHandler(end -> {
                if (!headers.contains(OpenAiDialect.REQUEST_ID)) {
                    headers.set(
                            OpenAiDialect.REQUEST_ID,
                            "req_" + UUID.randomUUID().toString().replace("-", ""));
                }
            });
        }
        context.next();
    }
}
