/** Connections to vetted addresses: opened, kept for a while, and cut off from outside. */
@NullMarked
package dev.parley.tool.egress.wire;

import org.jspecify.annotations.NullMarked;
