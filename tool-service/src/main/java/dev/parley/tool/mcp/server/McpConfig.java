package dev.parley.tool.mcp.server;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How MCP clients are served. */
@ConfigMapping(prefix = "parley.mcp")
public interface McpConfig {

    /**
     * The address of the endpoint as clients know it, such as {@code
     * https://parley.example.com/mcp}; its host is one of the allowed ones. Clients are told to get
     * tokens for it. Where it is not set, the address that the service listens on.
     */
    Optional<URI> publicUrl();

    /**
     * Whom tokens must be meant for to be taken here, besides what every endpoint asks: one of
     * their audiences. Set it to the public address where the issuer writes that into tokens (RFC
     * 8707).
     */
    Optional<String> audience();

    /**
     * Host names, without ports and separated by commas, under which clients may call. A service
     * that listens only on the loopback interface takes the names of that as well.
     */
    Optional<String> allowedHosts();

    /**
     * Web pages whose scripts may call, such as {@code https://inspector.example.com}, separated by
     * commas. A service that listens only on the loopback interface takes pages from there as well.
     */
    Optional<String> allowedOrigins();

    /** Requests that are answered side by side in one process, streams among them. */
    @WithDefault("1024")
    @Min(1)
    @Max(100_000)
    int maxRequests();

    /** The same of one user. */
    @WithDefault("64")
    @Min(1)
    @Max(100_000)
    int maxRequestsPerUser();

    /** How long a call may take that its client waits for. */
    @WithDefault("PT5M")
    Duration callTimeout();

    /** How long a stream of changes stays open; its client opens another. */
    @WithDefault("PT30M")
    Duration streamLifetime();

    /** How long clients may keep a list before they ask again. */
    @WithDefault("PT1M")
    Duration listTtl();

    /** How long a call may take until a client that knows tasks is given one to come back for. */
    @WithDefault("PT5S")
    Duration taskAfter();

    /** How long a task may take and its outcome is kept, from its beginning. */
    @WithDefault("PT1H")
    Duration taskTtl();

    /** Tasks of one user that are not over; beyond them, calls are waited for. */
    @WithDefault("32")
    @Min(1)
    @Max(10_000)
    int maxTasksPerUser();
}
