package dev.parley.tool.mcp.client.oauth.consent;

import dev.parley.tool.mcp.client.oauth.ClientIdentity;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Somebody who can be sent to an authorization server and comes back with what it says. */
public interface Consent {

    /** Where authorization servers send that somebody back to. */
    URI redirect();

    /** Where the document is that says who this client is; its address is then the client's id. */
    Optional<URI> clientDocument();

    /** Who this side is to an issuer that it was registered with by hand. */
    Optional<ClientIdentity> registered(String issuer);

    /**
     * Sends somebody to an address.
     *
     * @return the parameters of the redirect that came back; nothing if nobody consented
     */
    Optional<Map<String, String>> ask(URI authorization);
}
