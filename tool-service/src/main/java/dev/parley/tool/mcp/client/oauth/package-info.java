/**
 * OAuth 2.1 as a client of MCP servers: tokens that are meant for one server and come from the
 * issuer that belongs to it.
 */
@NullMarked
package dev.parley.tool.mcp.client.oauth;

import org.jspecify.annotations.NullMarked;
