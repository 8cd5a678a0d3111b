package dev.parley.tool.mcp.client.oauth;

import dev.parley.tool.credential.Secret;
import dev.parley.tool.credential.sealing.SecretText;
import java.util.List;
import java.util.Optional;

/** Who this side is to one authorization server. */
public sealed interface ClientIdentity {

    /** The name that the authorization server knows it by. */
    String clientId();

    /**
     * A client that shows a secret, or none if it has none.
     *
     * @param method how it was told to show it when it registered
     */
    record Registered(String clientId, Optional<SecretText> secret, Optional<String> method)
            implements ClientIdentity {

        static final String BASIC = "client_secret_basic";
        static final String POST = "client_secret_post";
        static final String NONE = "none";

        /** How it shows its secret where these ways are known; all are if none is named. */
        String methodAmong(List<String> known) {
            if (secret.isEmpty()) {
                return NONE;
            }
            if (method.isPresent() && (known.isEmpty() || known.contains(method.get()))) {
                return method.get();
            }
            if (known.isEmpty() || known.contains(BASIC)) {
                return BASIC;
            }
            return known.contains(POST) ? POST : NONE;
        }
    }

    /** A client that signs who it is. */
    record Keyed(Secret.OAuth2Key key) implements ClientIdentity {

        @Override
        public String clientId() {
            return key.clientId();
        }
    }
}
