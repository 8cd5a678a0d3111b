package dev.parley.tool.egress;

import dev.parley.tool.egress.Outcome.Answered;
import dev.parley.tool.egress.Outcome.Lost;
import dev.parley.tool.egress.Outcome.NotSent;
import dev.parley.tool.egress.Outcome.Refused;
import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.Origin;
import dev.parley.tool.egress.body.BodyLimits;
import dev.parley.tool.egress.body.BoundedBody;
import dev.parley.tool.egress.wire.Busy;
import dev.parley.tool.egress.wire.Deadline;
import dev.parley.tool.egress.wire.KillSwitch;
import dev.parley.tool.egress.wire.Lease;
import dev.parley.tool.egress.wire.Route;
import dev.parley.tool.egress.wire.WireConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** Sends one request to one origin: vets it, connects to what was vetted, and reads the head. */
final class Hop {

    /** Of a host with many addresses, as many are tried. */
    private static final int MAX_ADDRESSES = 3;

    private final Means means;
    private final Allowance allowance;
    private final Deadline deadline;
    private final KillSwitch kill;

    Hop(Means means, Allowance allowance, Deadline deadline, KillSwitch kill) {
        this.means = means;
        this.allowance = allowance;
        this.deadline = deadline;
        this.kill = kill;
    }

    /** The head of an answer, and the body that is still to come. */
    record Reached(AnswerHead head, BodyStream body) {}

    Outcome<Reached> make(EgressRequest request) {
        Origin origin = request.address().origin();
        try {
            List<InetAddress> addresses =
                    means.lookups()
                            .vet(origin, deadline.left(means.config().connectTimeout()), kill);
            return converse(request, connect(origin, addresses));
        } catch (AddressRefused e) {
            return new Refused<>(e.reason());
        } catch (IOException | InterruptedException e) {
            if (deadline.isOver()) {
                // A wait for no longer than the time that was left; the alarm may be a moment late.
                kill.pull(KillSwitch.Cause.DEADLINE);
            }
            return new NotSent<>(Failures.unsent(e, kill));
        }
    }

    private Lease connect(Origin origin, List<InetAddress> addresses)
            throws IOException, InterruptedException {
        IOException last = new UnknownHostException("a name without an address");
        for (InetAddress address : addresses.stream().limit(MAX_ADDRESSES).toList()) {
            try {
                return means.connections().lease(new Route(origin, address), deadline, kill);
            } catch (Busy | KillSwitch.Killed e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Outcome<Reached> converse(EgressRequest request, Lease lease) {
        WireConnection wire = lease.connection();
        boolean handedOver = false;
        try {
            kill.guard(lease::discard);
            ClassicHttpRequest message = Messages.of(request);
            ClassicHttpResponse response = wire.exchange(message, allowance.idle());
            Outcome<Reached> outcome = reached(request, message, response, lease);
            handedOver = outcome instanceof Answered<Reached>;
            return outcome;
        } catch (IOException | HttpException e) {
            return failed(e, wire);
        } catch (IllegalArgumentException e) {
            // So the parser says that a number in the answer is none that can be.
            return failed(new ProtocolException("the answer is no HTTP", e), wire);
        } finally {
            if (!handedOver) {
                lease.discard();
            }
        }
    }

    private Outcome<Reached> failed(Exception e, WireConnection wire) {
        return wire.mayHaveSent()
                ? new Lost<>(Failures.loss(e, kill), OptionalInt.empty())
                : new NotSent<>(Failures.unsent(e, kill));
    }

    private Outcome<Reached> reached(
            EgressRequest request,
            ClassicHttpRequest message,
            ClassicHttpResponse response,
            Lease lease) {
        ResponseHeaders headers = ResponseHeaders.of(response.getHeaders());
        AnswerHead head = new AnswerHead(response.getCode(), headers, request.address());
        try {
            BodyStream body =
                    new BodyStream(
                            body(response, headers),
                            lease,
                            lease.connection().sentWhole() && isReusable(message, response),
                            kill);
            if (response.getEntity() == null) {
                // Without a body it is at its end, and the connection free, before anybody reads.
                body.readAllBytes();
            }
            return new Answered<>(new Reached(head, body));
        } catch (IOException e) {
            return new Lost<>(Failures.loss(e, kill), OptionalInt.of(head.status()));
        }
    }

    private BoundedBody body(ClassicHttpResponse response, ResponseHeaders headers)
            throws IOException {
        BodyLimits limits =
                new BodyLimits(allowance.responseBytes(), means.config().maxCompressionRatio());
        return response.getEntity() == null
                ? BoundedBody.of(InputStream.nullInputStream(), List.of(), limits)
                : BoundedBody.of(
                        response.getEntity().getContent(),
                        headers.all(HttpHeaders.CONTENT_ENCODING),
                        limits);
    }

    /** An answer with two lengths was read by one of them; what the other means may follow. */
    private static boolean isReusable(ClassicHttpRequest message, ClassicHttpResponse response) {
        boolean twoLengths =
                response.containsHeader(HttpHeaders.TRANSFER_ENCODING)
                        && response.containsHeader(HttpHeaders.CONTENT_LENGTH);
        return !twoLengths
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                        message, response, HttpCoreContext.create());
    }
}
