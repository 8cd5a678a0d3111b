package dev.parley.platform.problem;

import dev.parley.platform.database.DatabaseException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * The one place where failures become answers. 4xx are the caller's and logged at debug; 5xx are
 * ours and logged once.
 */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(2);

    private final Dialects dialects;

    @Inject
    Problems(Dialects dialects) {
        this.dialects = dialects;
    }

    /** A refusal that the code decided on. */
    @ServerExceptionMapper
    public Response refused(ProblemException e) {
        if (e.code().status() >= 500) {
            LOG.warnf("%s: %s", e.code().code(), e.getMessage());
        } else {
            LOG.debugf("%s: %s", e.code().code(), e.getMessage());
        }
        return answer(e.problem(), e.retryAfter());
    }

    /** Values that break a constraint. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e) {
        return answer(Violations.problem(e), null);
    }

    /** No token, or one that is not valid. */
    @ServerExceptionMapper
    public Response unauthenticated(UnauthorizedException e) {
        return challenge();
    }

    /** No token, or one that is not valid. */
    @ServerExceptionMapper
    public Response notAuthenticated(AuthenticationFailedException e) {
        return challenge();
    }

    /** A token that does not grant what the endpoint needs. */
    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, ResourceInfo resource) {
        PermissionsAllowed needed =
                resource.getResourceMethod() == null
                        ? null
                        : resource.getResourceMethod().getAnnotation(PermissionsAllowed.class);
        String what =
                needed == null
                        ? "a permission"
                        : "the permission " + Arrays.toString(needed.value());
        return answer(
                Problem.of(
                        PlatformError.PERMISSION_DENIED,
                        "The token lacks " + what + "; ask for a role that has it."),
                null);
    }

    /** Nothing is routed there, or with other methods only: where classes overlap, both are 404. */
    @ServerExceptionMapper
    public Response notFound(NotFoundException e) {
        if (AllowedMethods.here().size() > 1) {
            return methodNotAllowed();
        }
        return answer(
                Problem.of(PlatformError.NOT_FOUND, "There is nothing at this address."), null);
    }

    /** What the REST layer refuses by itself: methods, media types. */
    @ServerExceptionMapper
    public Response refusedByLayer(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return status == 405 ? methodNotAllowed() : answer(LayerRefusals.problem(status), null);
    }

    /** Everything else: the database is away, or we have a fault. */
    @ServerExceptionMapper
    public Response failed(Throwable e) {
        if (DatabaseException.isTransient(e)) {
            LOG.warnf("The database is away or busy: %s", e.getMessage());
            return answer(
                    Problem.of(
                            PlatformError.UNAVAILABLE,
                            "The database does not answer in time; try again in two seconds."),
                    DATABASE_RETRY);
        }
        Problem problem =
                Problem.of(
                        PlatformError.INTERNAL,
                        "The request failed on our side; give the instance to support.");
        LOG.errorf(e, "A request failed, %s", problem.instance());
        return answer(problem, null);
    }

    private Response methodNotAllowed() {
        return Response.fromResponse(answer(LayerRefusals.problem(405), null))
                .allow(AllowedMethods.here())
                .build();
    }

    private Response challenge() {
        Problem problem =
                Problem.of(
                        PlatformError.UNAUTHENTICATED,
                        "Send a valid token of this issuer: Authorization: Bearer <JWT>.");
        Response answer = answer(problem, null);
        return answer.getHeaders().containsKey(HttpHeaders.WWW_AUTHENTICATE)
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
    }

    private Response answer(Problem problem, @Nullable Duration retryAfter) {
        String path = CurrentRequestManager.get().getPathWithoutPrefix();
        ProblemDialect.Wording wording = dialects.word(path, problem);
        Response.ResponseBuilder answer =
                Response.status(wording.status()).type(wording.mediaType()).entity(wording.body());
        wording.headers().forEach(answer::header);
        return retryAfter == null
                ? answer.build()
                : answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()))
                        .build();
    }
}
