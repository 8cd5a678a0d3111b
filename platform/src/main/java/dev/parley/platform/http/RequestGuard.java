package dev.parley.platform.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, with a problem and before any routing, requests that are broken, ambiguous or oversize.
 */
final class RequestGuard extends ChannelDuplexHandler {

    private enum Phase {
        HEADER,
        BODY,
        ANSWERING,
        REFUSED
    }

    private final ConnectionGuard.Progress progress;
    private Phase phase = Phase.HEADER;
    private long received;
    private String target = "";
    private @Nullable ChannelHandlerContext context;

    RequestGuard(ConnectionGuard.Progress progress) {
        this.progress = progress;
    }

    boolean readingHeader() {
        return phase == Phase.HEADER;
    }

    boolean refused() {
        return phase == Phase.REFUSED;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        if (phase == Phase.REFUSED) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            target = request.uri();
            int status = RequestRules.judge(request);
            if (status != RequestRules.ACCEPTABLE) {
                ReferenceCountUtil.release(message);
                refuse(status);
                return;
            }
            phase = Phase.BODY;
            received = 0;
            progress.headerComplete();
        }
        if (message instanceof HttpContent content && !acceptable(content)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof LastHttpContent) {
            phase = Phase.ANSWERING;
            progress.requestComplete();
        }
        reading.fireChannelRead(message);
    }

    /** Chunks have no declared length: what counts is what has come. */
    private boolean acceptable(HttpContent content) {
        received += content.content().readableBytes();
        if (content.decoderResult().isFailure()) {
            refuse(400);
        } else if (received > RequestRules.MAX_BODY) {
            refuse(413);
        }
        return phase != Phase.REFUSED;
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        if (phase == Phase.REFUSED) {
            ReferenceCountUtil.release(message);
            promise.setFailure(
                    new IllegalStateException("the request was refused before it was routed"));
            return;
        }
        if (message instanceof LastHttpContent && phase == Phase.ANSWERING) {
            phase = Phase.HEADER;
            progress.responseComplete();
        }
        writing.write(message, promise);
    }

    /**
     * Answers with a problem and closes the connection; while an answer is under way it is only
     * closed.
     */
    void refuse(int status) {
        if (context == null || phase == Phase.REFUSED) {
            return;
        }
        boolean answering = phase == Phase.ANSWERING;
        phase = Phase.REFUSED;
        if (answering) {
            context.close();
        } else {
            context.writeAndFlush(BareProblem.response(context.alloc(), status, target))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
