package dev.parley.platform.http;

import dev.parley.platform.problem.Dialects;
import dev.parley.platform.problem.LayerRefusals;
import dev.parley.platform.problem.ProblemDialect;
import dev.parley.platform.telemetry.TraceContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;

/**
 * What holds for every route, REST or not: trace context on each answer, and a problem where a bare
 * status would go out.
 */
@ApplicationScoped
class EdgeRoutes {

    private static final int BEFORE_EVERYTHING = 10_000;
    private static final int[] BARE = {
        400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 431, 500, 501, 503
    };

    private final Dialects dialects;

    @Inject
    EdgeRoutes(Dialects dialects) {
        this.dialects = dialects;
    }

    void register(@Observes Filters filters) {
        filters.register(EdgeRoutes::trace, BEFORE_EVERYTHING);
        filters.register(EdgeRoutes::typeOfNothing, BEFORE_EVERYTHING - 1);
    }

    void register(@Observes Router router) {
        for (int status : BARE) {
            router.errorHandler(status, context -> refuse(context, status));
        }
    }

    private static void trace(RoutingContext context) {
        TraceContext.currentTraceparent()
                .ifPresent(
                        header -> context.response().putHeader(TraceContext.TRACEPARENT, header));
        context.next();
    }

    /** A body that is not there has no media type that could be wrong. */
    private static void typeOfNothing(RoutingContext context) {
        MultiMap headers = context.request().headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        boolean unannounced = length == null && !headers.contains(HttpHeaders.TRANSFER_ENCODING);
        boolean empty = unannounced || "0".equals(length);
        if (empty && !headers.contains(HttpHeaders.CONTENT_TYPE)) {
            headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
        context.next();
    }

    private void refuse(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        ProblemDialect.Wording wording =
                dialects.word(context.normalizedPath(), LayerRefusals.problem(status));
        wording.headers().forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(wording.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, wording.mediaType())
                .end(wording.body());
    }
}
