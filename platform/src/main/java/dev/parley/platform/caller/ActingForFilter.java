package dev.parley.platform.caller;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Names the acting user on a call to another service. Register it on the client beside the OIDC filter. */
public class ActingForFilter implements ClientRequestFilter {

    @Override
    public void filter(ClientRequestContext request) {
        ActingFor actor =
                ActingFor.current()
                        .orElseThrow(() -> new IllegalStateException("a call to another service needs an acting user"));
        request.getHeaders().putSingle(ActingFor.HEADER, actor.headerValue());
    }
}
