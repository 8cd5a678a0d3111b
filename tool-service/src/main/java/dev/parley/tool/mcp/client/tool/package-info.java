/**
 * The tools of somebody else's server: what of their definitions is taken, and how one is called.
 */
@NullMarked
package dev.parley.tool.mcp.client.tool;

import org.jspecify.annotations.NullMarked;
