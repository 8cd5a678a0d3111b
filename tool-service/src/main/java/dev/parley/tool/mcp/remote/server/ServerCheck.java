package dev.parley.tool.mcp.remote.server;

import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolError;
import dev.parley.tool.credential.Credentials;
import dev.parley.tool.credential.Opened;
import dev.parley.tool.egress.Egress;
import dev.parley.tool.egress.address.AddressRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Refuses a server that could not be spoken with, as far as that can be told beforehand. */
@ApplicationScoped
class ServerCheck {

    private final Egress egress;
    private final Credentials credentials;

    @Inject
    ServerCheck(Egress egress, Credentials credentials) {
        this.egress = egress;
        this.credentials = credentials;
    }

    void check(String tenant, McpServerRequest wanted) {
        try {
            egress.require(wanted.url());
        } catch (AddressRefused e) {
            String message = e.reason().text();
            throw new ProblemException(
                    ToolError.URL_NOT_ALLOWED,
                    message,
                    List.of(new FieldError("/url", "tool-url-not-allowed", message)));
        }
        String credential = wanted.credential();
        if (credential != null && credentials.open(tenant, credential) instanceof Opened.Missing) {
            throw ProblemException.invalid(
                    "/credential",
                    "unknown-credential",
                    "There is no credential of this name; store it first.");
        }
    }
}
