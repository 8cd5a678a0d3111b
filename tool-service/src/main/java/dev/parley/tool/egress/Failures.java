package dev.parley.tool.egress;

import dev.parley.tool.egress.body.BodyRefused;
import dev.parley.tool.egress.wire.Busy;
import dev.parley.tool.egress.wire.KillSwitch;
import dev.parley.tool.egress.wire.TlsFailed;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * What an exception means. One that comes after the switch was pulled, or after the thread was
 * interrupted, is only how that showed.
 */
final class Failures {

    private Failures() {}

    /** Of one that came before anything left. */
    static Unsent unsent(Exception failure, KillSwitch kill) {
        Optional<KillSwitch.Cause> cause = kill.cause();
        if (cause.isPresent()) {
            return cause.get() == KillSwitch.Cause.DEADLINE ? Unsent.DEADLINE : Unsent.ABORTED;
        }
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        if (Thread.currentThread().isInterrupted()) {
            return Unsent.ABORTED;
        }
        return switch (failure) {
            case UnknownHostException e -> Unsent.UNRESOLVED;
            case TlsFailed e -> Unsent.TLS_FAILED;
            case Busy e -> Unsent.BUSY;
            default -> Unsent.UNREACHABLE;
        };
    }

    /** Of one that came after something may have left. */
    static Loss loss(Exception failure, KillSwitch kill) {
        Optional<KillSwitch.Cause> cause = kill.cause();
        if (cause.isPresent()) {
            return cause.get() == KillSwitch.Cause.DEADLINE ? Loss.DEADLINE : Loss.ABORTED;
        }
        if (Thread.currentThread().isInterrupted()) {
            return Loss.ABORTED;
        }
        return switch (failure) {
            case SocketTimeoutException e -> Loss.SILENCE;
            case MessageConstraintException e -> Loss.HEADERS_TOO_LARGE;
            case TruncatedChunkException e -> Loss.DISCONNECTED;
            case MalformedChunkCodingException e -> Loss.MALFORMED;
            case HttpException e -> Loss.MALFORMED;
            case BodyRefused e -> loss(e.fault());
            default -> Loss.DISCONNECTED;
        };
    }

    private static Loss loss(BodyRefused.Fault fault) {
        return switch (fault) {
            case TOO_LARGE -> Loss.TOO_LARGE;
            case EXPANDS -> Loss.EXPANDS;
            case UNDECODABLE -> Loss.UNDECODABLE;
        };
    }
}
