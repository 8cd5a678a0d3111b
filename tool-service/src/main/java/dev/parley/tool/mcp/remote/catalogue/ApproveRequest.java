package dev.parley.tool.mcp.remote.catalogue;

import jakarta.validation.constraints.NotNull;

/**
 * The body that approves a tool.
 *
 * @param hash of the tool that was looked at, as it was shown
 */
record ApproveRequest(
        @NotNull(message = "is required: the hash of the tool as it was shown") String hash) {}
