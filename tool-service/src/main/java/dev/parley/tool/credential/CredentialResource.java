package dev.parley.tool.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.EntityTags;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import dev.parley.tool.credential.sealing.KeyRing;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

@Path("/v1/credentials")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class CredentialResource {

    private final Credentials credentials;
    private final CredentialCheck check;
    private final KeyRing ring;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    CredentialResource(
            Credentials credentials,
            CredentialCheck check,
            KeyRing ring,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.credentials = credentials;
        this.check = check;
        this.ring = ring;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    /**
     * What makes two requests the same. The secrets are in it as a fingerprint: a plain hash of the
     * body, which is what is remembered, could be tried out by who reads the database.
     */
    private record Fingerprint(CredentialRequest body, String secrets) {}

    @POST
    @PermissionsAllowed(ToolPermissions.CREDENTIALS_WRITE)
    public Response create(
            @HeaderParam(Idempotency.HEADER) @Nullable String key,
            @NotNull @Valid CredentialRequest wanted) {
        Caller who = caller.get();
        String name = wanted.name();
        if (name == null) {
            throw ProblemException.invalid("/name", "required", "The value of /name is required.");
        }
        check.check(wanted);
        credentials.requireKeys();
        Fingerprint same = new Fingerprint(wanted, ring.fingerprint(wanted.secretsByName()));
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/credentials",
                        same,
                        () -> created(credentials.create(who.tenant(), name, wanted)))
                .toResponse();
    }

    @GET
    @PermissionsAllowed(ToolPermissions.CREDENTIALS_READ)
    @QueryParameters({"limit", "cursor"})
    public Page<CredentialResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return credentials.list(caller.get().tenant(), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.CREDENTIALS_READ)
    public Response get(@PathParam("name") String name) {
        return tagged(credentials.get(caller.get().tenant(), name));
    }

    @PUT
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.CREDENTIALS_WRITE)
    public Response replace(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid CredentialRequest wanted) {
        if (wanted.name() != null && !wanted.name().equals(name)) {
            throw ProblemException.invalid(
                    "/name", "not-changeable", "A credential keeps its name; leave it out.");
        }
        check.check(wanted);
        credentials.requireKeys();
        return tagged(
                credentials.replace(
                        caller.get().tenant(), name, EntityTags.expectedVersion(ifMatch), wanted));
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed(ToolPermissions.CREDENTIALS_WRITE)
    public void delete(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        credentials.delete(caller.get().tenant(), name, EntityTags.expectedVersion(ifMatch));
    }

    private Answer created(CredentialResponse credential) {
        try {
            return new Answer(201, mapper.writeValueAsString(credential));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a credential is always writable", e);
        }
    }

    private static Response tagged(CredentialResponse credential) {
        return Response.ok(credential).tag(Integer.toString(credential.version())).build();
    }
}
