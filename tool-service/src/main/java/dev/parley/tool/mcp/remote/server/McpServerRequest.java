package dev.parley.tool.mcp.remote.server;

import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body that names a server or replaces one.
 *
 * @param name unique in the tenant; in a replacement it may be left out
 * @param credential the name of a stored credential
 * @param enabled whether its tools can be called; it is if nothing is said
 * @param prefix what the names of its tools begin with; made of its name if nothing is said
 * @param trustAnnotations whether what it says of the effects of its tools counts; not unless said
 * @param newToolsWait whether a tool that appears later waits for approval; not unless said
 */
record McpServerRequest(
        @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message =
                                "must be 1 to 63 lower-case letters, digits, - or _, beginning with a letter or digit")
                @Nullable String name,
        @NotNull(message = "is required: the address of the server's MCP endpoint")
                @Size(max = 2000, message = "must have at most 2000 characters")
                String url,
        @Size(max = 63, message = "must be the name of a credential") @Nullable String credential,
        @Nullable Boolean enabled,
        @Pattern(
                        regexp = "[a-z0-9]([a-z0-9-]|_(?!_)){0,22}[a-z0-9]|[a-z0-9]",
                        message =
                                "must be 1 to 24 lower-case letters, digits, - or _, beginning and ending with a letter or digit, without two _ in a row")
                @Nullable String prefix,
        @Valid @Nullable Metadata labels,
        @Nullable Boolean trustAnnotations,
        @Nullable Boolean newToolsWait) {}
