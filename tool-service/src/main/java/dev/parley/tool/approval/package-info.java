/** Approvals: what people decide on before a tool is called. */
@NullMarked
package dev.parley.tool.approval;

import org.jspecify.annotations.NullMarked;
