/**
 * What only 2025-11-25 has: a handshake, a session after it, and requests that the server makes
 * while its client waits. Nothing of it lives in one process only.
 */
@NullMarked
package dev.parley.tool.mcp.server.session;

import org.jspecify.annotations.NullMarked;
