package dev.parley.agent.definition;

import dev.parley.platform.http.Metadata;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that creates or replaces an agent.
 *
 * @param name unique in the tenant: lower-case letters, digits, - and _, up to 63
 * @param description what the agent is for, up to 1,000 characters
 * @param instructions what the model is told first, up to 32,768 characters
 * @param model {@code provider/model}, such as {@code default/auto}
 * @param tools names of tools it may call, up to 64
 * @param limits where a run ends at the latest
 * @param metadata up to 16 pairs that Parley keeps and never reads
 */
record AgentRequest(
        @NotNull(message = "is required")
                @Pattern(
                        regexp = "[a-z0-9][a-z0-9_-]{0,62}",
                        message =
                                "must be 1 to 63 lower-case letters, digits, - or _, beginning with a letter or digit")
                String name,
        @Size(max = 1000, message = "must have at most 1000 characters")
                @Nullable String description,
        @Size(max = 32_768, message = "must have at most 32768 characters")
                @Nullable String instructions,
        @NotNull(message = "is required, such as \"default/auto\"")
                @Pattern(
                        regexp = "[a-z0-9-]{1,32}/\\S{1,128}",
                        message = "must be provider/model, such as \"default/auto\"")
                String model,
        @Size(max = 64, message = "must name at most 64 tools")
                @Nullable
                        List<
                                @NotNull(message = "must not be null")
                                @Pattern(
                                        regexp = "[a-zA-Z0-9_-]{1,64}",
                                        message = "must be the name of a tool")
                                String>
                        tools,
        @Valid @Nullable Limits limits,
        @Valid @Nullable Metadata metadata) {}
