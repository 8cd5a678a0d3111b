package dev.parley.tool.credential.sealing;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which keys credentials are sealed with. */
@ConfigMapping(prefix = "parley.credentials")
public interface CredentialsConfig {

    /**
     * Keys as {@code id:base64 of 32 bytes}, the same on all replicas. The first seals, all open;
     * what an older one sealed is sealed anew with the first in the background. A new key is given
     * to all replicas at the end of the list before it is put first, and an old one is taken away
     * when the log says that nothing needs it any more. Without keys no secret can be stored.
     */
    Optional<List<String>> keys();
}
