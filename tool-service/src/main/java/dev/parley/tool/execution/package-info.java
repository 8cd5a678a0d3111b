/** Calls of tools, kept in a ledger. */
@NullMarked
package dev.parley.tool.execution;

import org.jspecify.annotations.NullMarked;
