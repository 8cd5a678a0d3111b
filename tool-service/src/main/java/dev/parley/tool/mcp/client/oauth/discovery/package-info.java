/**
 * Who issues the tokens of a server (RFC 9728, RFC 8414, OpenID Connect Discovery). Every address
 * in it was named by somebody else and is asked through the vetted way out.
 */
@NullMarked
package dev.parley.tool.mcp.client.oauth.discovery;

import org.jspecify.annotations.NullMarked;
