package dev.parley.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the bytes of one connection: a request must arrive whole within its deadlines, however
 * slowly a client drips it, and header lines may not be folded. Everything that is a request by
 * then is judged by {@link RequestGuard}.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    static final Duration HEADER_DEADLINE = Duration.ofSeconds(12);
    static final Duration BODY_DEADLINE = Duration.ofSeconds(30);

    /** The name of Vert.x's own handler, in front of which requests appear decoded. */
    private static final String VERTX_HANDLER = "handler";

    /** Long enough for a client to send what will be refused, so that it reads why. */
    private static final Duration REFUSAL_DEADLINE = Duration.ofSeconds(2);

    private final boolean admitted;
    private final FoldScanner folds = new FoldScanner();
    private @Nullable RequestGuard requests;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean idle;

    /**
     * @param admitted false if the connection is one too many: it is refused as soon as it says
     *     something
     */
    ConnectionGuard(boolean admitted) {
        this.admitted = admitted;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        schedule(context, admitted ? HEADER_DEADLINE : REFUSAL_DEADLINE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (requests == null && !install(context)) {
            // Not HTTP/1: nothing of ours to judge.
            cancelDeadline();
            context.pipeline().remove(this);
            context.fireChannelRead(message);
            return;
        }
        if (requests != null && requests.refused()) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (requests != null && !admitted) {
            ReferenceCountUtil.release(message);
            requests.refuse(503);
            return;
        }
        headerBegins(context);
        if (requests != null && isFolded(requests, message)) {
            ReferenceCountUtil.release(message);
            requests.refuse(400);
            return;
        }
        context.fireChannelRead(message);
    }

    private boolean isFolded(RequestGuard guard, Object message) {
        return guard.readingHeader() && message instanceof ByteBuf bytes && folds.foundIn(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        cancelDeadline();
        context.fireChannelInactive();
    }

    private boolean install(ChannelHandlerContext context) {
        if (context.pipeline().get(VERTX_HANDLER) == null) {
            return false;
        }
        RequestGuard guard = new RequestGuard(new Progress(context));
        context.pipeline().addBefore(VERTX_HANDLER, "parley-requests", guard);
        requests = guard;
        return true;
    }

    /**
     * The time of a head runs from its first byte; a connection may idle between requests, since
     * its client may be a pool.
     */
    private void headerBegins(ChannelHandlerContext context) {
        if (requests != null && requests.readingHeader() && idle) {
            idle = false;
            schedule(context, HEADER_DEADLINE);
        }
    }

    private void schedule(ChannelHandlerContext context, Duration limit) {
        cancelDeadline();
        deadline =
                context.executor()
                        .schedule(() -> late(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void late(ChannelHandlerContext context) {
        if (requests == null) {
            context.close();
        } else {
            requests.refuse(408);
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /** Tells the guard of bytes how far the requests have come. */
    final class Progress {

        private final ChannelHandlerContext context;

        private Progress(ChannelHandlerContext context) {
            this.context = context;
        }

        void headerComplete() {
            schedule(context, BODY_DEADLINE);
        }

        void requestComplete() {
            cancelDeadline();
        }

        void responseComplete() {
            folds.restart();
            idle = true;
        }
    }
}
