/** The client under the official conformance suite. */
@NullMarked
package dev.parley.tool.mcp.client.conformance;

import org.jspecify.annotations.NullMarked;
