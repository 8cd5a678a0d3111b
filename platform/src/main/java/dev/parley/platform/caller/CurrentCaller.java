package dev.parley.platform.caller;

import dev.parley.platform.problem.PlatformError;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The caller of this request: tenant and user from the token, or, for a service's token, those it
 * acts for.
 */
@RequestScoped
public class CurrentCaller {

    private static final String TENANT_CLAIM = "tenant";

    private final SecurityIdentity identity;
    private final Instance<HttpServerRequest> request;
    private @Nullable Caller known;

    @Inject
    CurrentCaller(SecurityIdentity identity, Instance<HttpServerRequest> request) {
        this.identity = identity;
        this.request = request;
    }

    /**
     * The caller; refuses with {@code permission-denied} if the token names no usable tenant and
     * user.
     */
    public Caller get() {
        if (known == null) {
            known = resolve().orElseThrow(CurrentCaller::nobody);
        }
        return known;
    }

    /** The tenant, or nothing for a request without a usable token. */
    public Optional<String> tenantIfKnown() {
        if (known == null) {
            known = resolve().orElse(null);
        }
        return Optional.ofNullable(known).map(Caller::tenant);
    }

    private Optional<Caller> resolve() {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Optional.empty();
        }
        return identity.hasRole(Role.SERVICE)
                ? namedInHeader()
                        .map(who ->
                                new Caller(
                                        who.tenant(), who.user(), identity.getRoles(), who.roles()))
                : namedInToken(token)
                        .map(who -> new Caller(who.tenant(), who.user(), identity.getRoles()));
    }

    private static Optional<ActingFor> namedInToken(JsonWebToken token) {
        Object tenant = token.getClaim(TENANT_CLAIM);
        String user = token.getSubject();
        return tenant == null || user == null
                ? Optional.empty()
                : ActingFor.of(tenant.toString(), user, Set.of());
    }

    private Optional<ActingFor> namedInHeader() {
        return Optional.ofNullable(request.get().getHeader(ActingFor.HEADER))
                .flatMap(ActingFor::parse);
    }

    private static ProblemException nobody() {
        return new ProblemException(
                PlatformError.PERMISSION_DENIED,
                "The token names no tenant and user; ask your administrator for one with the claims sub and tenant.");
    }
}
