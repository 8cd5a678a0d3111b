package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.egress.EgressRequest;
import dev.parley.tool.mcp.client.access.Access;
import dev.parley.tool.mcp.client.access.Admission;
import dev.parley.tool.mcp.client.access.Challenge;
import dev.parley.tool.mcp.client.limit.Until;
import dev.parley.tool.mcp.client.oauth.discovery.FindProtection;
import dev.parley.tool.mcp.client.oauth.discovery.Protection;
import dev.parley.tool.mcp.client.outcome.Fault;
import dev.parley.tool.mcp.client.outcome.FaultReason;
import dev.parley.tool.mcp.client.outcome.McpOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows tokens that were issued for one server, and keeps them as long as they are good. The first
 * request goes without: the server's refusal says where its tokens come from.
 */
public final class OAuthAccess implements Access {

    /** A token is replaced so long before it expires. */
    private static final Duration EARLY = Duration.ofSeconds(20);

    private final FindProtection protections;
    private final Grant grant;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Held held;
    private long number;

    /** Shows tokens that a grant gets. */
    public OAuthAccess(FindProtection protections, Grant grant, Clock clock) {
        this.protections = protections;
        this.grant = grant;
        this.clock = clock;
    }

    /** A token, how it was asked for, and by what. */
    private record Held(
            long number, Token token, Protection protection, List<String> asked, String standing) {

        boolean isGood(Instant now) {
            return now.isBefore(token.expires().minus(EARLY));
        }
    }

    @Override
    public Admission admit(EgressRequest request, Until until) {
        return switch (grant.standing()) {
            case McpOutcome.Done<String>(String standing) -> admit(request, standing, until);
            case McpOutcome.Undone<String>(Fault fault) -> new Admission.Denied(fault);
            case McpOutcome.Lost<String>(Fault fault) -> new Admission.Denied(fault);
        };
    }

    private Admission admit(EgressRequest request, String standing, Until until) {
        if (!enter(until)) {
            return new Admission.Denied(tooLong());
        }
        try {
            Held present = held;
            if (present == null || !present.standing().equals(standing)) {
                held = null;
                return new Admission.Granted(request, 0);
            }
            if (!present.isGood(clock.instant())) {
                Optional<Fault> fault =
                        obtain(
                                present.protection(),
                                present.asked(),
                                Optional.of(present.token()),
                                until);
                if (fault.isPresent()) {
                    return new Admission.Denied(fault.get());
                }
                present = held;
            }
            return present == null
                    ? new Admission.Granted(request, 0)
                    : new Admission.Granted(present.token().putInto(request), present.number());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Fault> renew(Challenge challenge, long refused, Until until) {
        if (!enter(until)) {
            return Optional.of(tooLong());
        }
        try {
            Held present = held;
            if (present != null && present.number() != refused) {
                return Optional.empty();
            }
            if (challenge.status() == 403 && present != null && !challenge.insufficientScope()) {
                return Optional.of(
                        new Fault(FaultReason.FORBIDDEN, "The server does not allow this."));
            }
            return switch (protections.after(challenge, until)) {
                case McpOutcome.Done<Protection>(Protection found) ->
                        replace(challenge, found, present, until);
                case McpOutcome.Undone<Protection>(Fault fault) -> Optional.of(fault);
                case McpOutcome.Lost<Protection>(Fault fault) -> Optional.of(fault);
            };
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> traces() {
        Held present = held;
        return present == null ? List.of() : List.of(present.token().value().reveal());
    }

    private Optional<Fault> replace(
            Challenge challenge, Protection protection, @Nullable Held present, Until until) {
        List<String> wanted =
                challenge.scopes().isEmpty() ? protection.scopes() : challenge.scopes();
        if (!challenge.insufficientScope() || present == null) {
            return obtain(
                    protection,
                    wanted,
                    Optional.ofNullable(present)
                            .filter(before ->
                                    issuer(before.protection()).equals(issuer(protection)))
                            .map(Held::token),
                    until);
        }
        List<String> wider =
                Stream.of(present.asked(), present.token().scopes(), wanted)
                        .flatMap(List::stream)
                        .distinct()
                        .toList();
        if (present.asked().containsAll(wanted)) {
            return Optional.of(
                    new Fault(
                            FaultReason.FORBIDDEN,
                            "The server wants a token that allows more than is given."));
        }
        return obtain(protection, wider, Optional.empty(), until);
    }

    private Optional<Fault> obtain(
            Protection protection, List<String> scopes, Optional<Token> before, Until until) {
        McpOutcome<Held> outcome =
                grant.standing()
                        .then(standing ->
                                grant.obtain(protection, scopes, before, until)
                                        .then(token ->
                                                new McpOutcome.Done<>(
                                                        new Held(
                                                                ++number,
                                                                token,
                                                                protection,
                                                                scopes,
                                                                standing))));
        held = outcome instanceof McpOutcome.Done<Held>(Held fresh) ? fresh : null;
        return outcome.why();
    }

    private static String issuer(Protection protection) {
        return protection.issuer().map(found -> found.issuer()).orElse("");
    }

    /** One thread gets a token, and the others wait for it. */
    private boolean enter(Until until) {
        try {
            return lock.tryLock(until.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Fault tooLong() {
        return new Fault(FaultReason.TIMED_OUT, "It took too long to get a token for the server.");
    }
}
