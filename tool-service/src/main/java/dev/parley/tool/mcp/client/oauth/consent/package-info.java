/**
 * Tokens that somebody consents to (authorization code with PKCE). How that somebody is asked
 * stands behind {@code Consent}, which production does not offer yet.
 */
@NullMarked
package dev.parley.tool.mcp.client.oauth.consent;

import org.jspecify.annotations.NullMarked;
