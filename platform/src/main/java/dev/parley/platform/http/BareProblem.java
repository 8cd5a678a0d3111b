package dev.parley.platform.http;

import dev.parley.platform.problem.Dialects;
import dev.parley.platform.problem.LayerRefusals;
import dev.parley.platform.problem.Problem;
import dev.parley.platform.problem.ProblemDialect;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A problem as Netty sends it, for requests that never reach the router and so have no span: it
 * gets a trace id of its own.
 */
final class BareProblem {

    private static final String RETRY_AFTER_SECONDS = "5";

    private BareProblem() {}

    static FullHttpResponse response(ByteBufAllocator allocator, int status, String path) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String trace = TraceId.fromLongs(random.nextLong(), random.nextLong() | 1);
        String span = SpanId.fromLong(random.nextLong() | 1);
        ProblemDialect.Wording wording =
                word(path, withTrace(LayerRefusals.problem(status), trace));
        ByteBuf body = allocator.buffer();
        body.writeBytes(wording.body().getBytes(StandardCharsets.UTF_8));
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(wording.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, wording.mediaType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set("traceparent", "00-" + trace + '-' + span + "-00");
        wording.headers().forEach(response.headers()::set);
        if (status == 503) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status == 401 && !response.headers().contains(HttpHeaderNames.WWW_AUTHENTICATE)) {
            response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return response;
    }

    private static Problem withTrace(Problem problem, String trace) {
        return new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                problem.detail(),
                problem.instance(),
                problem.code(),
                trace,
                problem.errors());
    }

    /** Netty makes no beans; before the application is up there is only one language. */
    private static ProblemDialect.Wording word(String path, Problem problem) {
        ArcContainer container = Arc.container();
        return container == null
                ? Dialects.plain(problem)
                : container.instance(Dialects.class).get().word(path, problem);
    }
}
