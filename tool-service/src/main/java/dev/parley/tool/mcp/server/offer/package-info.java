/**
 * What the server offers, by interfaces: a bean that implements one is offered to clients, and what
 * has no bean is neither answered nor advertised. Production has tools.
 */
@NullMarked
package dev.parley.tool.mcp.server.offer;

import org.jspecify.annotations.NullMarked;
