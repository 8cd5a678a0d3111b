package dev.parley.platform.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * An answer that can be given again, byte for byte.
 *
 * @param status the HTTP status
 * @param body the body as JSON
 */
public record Answer(int status, String body) {

    /** The answer as JAX-RS sends it. */
    public Response toResponse() {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build();
    }
}
