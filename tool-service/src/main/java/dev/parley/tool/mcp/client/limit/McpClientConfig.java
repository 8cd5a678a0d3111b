package dev.parley.tool.mcp.client.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What MCP servers of others may cost. */
@ConfigMapping(prefix = "parley.mcp-client")
public interface McpClientConfig {

    /** How long it may take to agree on a revision with a server, tokens included. */
    @WithDefault("PT20S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 5)
    Duration handshakeTimeout();

    /** How long a server may take to list all its tools. */
    @WithDefault("PT1M")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration listTimeout();

    /** How long a stream of changes is followed before it is opened anew. */
    @WithDefault("PT30M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 12)
    Duration streamLifetime();

    /** How long such a stream may be silent, signs of life included. */
    @WithDefault("PT5M")
    @DurationMin(millis = 10)
    @DurationMax(hours = 12)
    Duration streamIdle();

    /** Bytes of one page of a list, and of all that is taken of it. */
    @WithDefault("8388608")
    @Min(1024)
    @Max(100 << 20)
    int maxListBytes();

    /** Bytes of the answer to a call, with all that is told ahead of it. */
    @WithDefault("4194304")
    @Min(1024)
    @Max(100 << 20)
    int maxAnswerBytes();

    /** Messages that a server may send ahead of an answer, or on one stream of changes. */
    @WithDefault("1000")
    @Min(1)
    @Max(1_000_000)
    int maxMessages();

    /** Pages of a list. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int maxPages();

    /** Tools of a server; one that lists more is not taken at all. */
    @WithDefault("1000")
    @Min(1)
    @Max(10_000)
    int maxTools();

    /** Characters of a tool's description; a tool with more is left out. */
    @WithDefault("8192")
    @Min(1)
    @Max(1 << 20)
    int maxDescription();

    /** How often a broken answer is asked for again where the server keeps it. */
    @WithDefault("5")
    @Min(0)
    @Max(100)
    int maxResumptions();
}
