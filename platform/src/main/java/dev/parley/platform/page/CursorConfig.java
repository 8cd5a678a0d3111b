package dev.parley.platform.page;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Size;

/** How cursors are signed. */
@ConfigMapping(prefix = "parley.cursor")
public interface CursorConfig {

    /**
     * The key of the signature, the same on all replicas; at least 16 characters. A new one makes
     * open cursors invalid.
     */
    @Size(min = 16)
    String secret();
}
