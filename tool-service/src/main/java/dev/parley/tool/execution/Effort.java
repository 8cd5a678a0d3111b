package dev.parley.tool.execution;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much work an outcome took.
 *
 * @param reuse whose outcome it is, if another call got it
 */
record Effort(int attempts, long durationMs, BigDecimal cost, @Nullable Reuse reuse) {

    /** None at all. */
    static final Effort NONE = new Effort(0, 0, BigDecimal.ZERO, null);
}
