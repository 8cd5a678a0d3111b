/** How asking somebody else's server ends, and whether it may have acted. */
@NullMarked
package dev.parley.tool.mcp.client.outcome;

import org.jspecify.annotations.NullMarked;
