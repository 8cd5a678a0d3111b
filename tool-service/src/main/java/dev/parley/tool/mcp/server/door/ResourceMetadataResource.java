package dev.parley.tool.mcp.server.door;

import dev.parley.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says to who has no token yet where to get one (RFC 9728). */
@Path(PublicAddress.METADATA)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class ResourceMetadataResource {

    private final PublicAddress address;
    private final String issuer;

    @Inject
    ResourceMetadataResource(
            PublicAddress address,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.address = address;
        this.issuer = issuer;
    }

    /** What clients need to know, under the names of the specification. */
    record Metadata(
            URI resource,
            List<String> authorizationServers,
            List<String> bearerMethodsSupported,
            String resourceName) {}

    @GET
    @PermitAll
    public Metadata ofServer() {
        return new Metadata(
                address.endpoint(), List.of(issuer), List.of("header"), "Parley's tools");
    }

    /** The same under the address that the specification derives from that of the endpoint. */
    @GET
    @PermitAll
    @Path("/{path: .+}")
    public Metadata ofEndpoint(@PathParam("path") String path) {
        if (!("/" + path).equals(address.endpoint().getPath())) {
            throw ProblemException.notFound("resource");
        }
        return ofServer();
    }
}
