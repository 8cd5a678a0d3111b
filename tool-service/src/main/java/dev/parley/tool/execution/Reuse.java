package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;
import java.time.Instant;

/**
 * That a result is another call's.
 *
 * @param since when that one got it
 * @param why it stands for this call, in words
 */
record Reuse(Instant since, String why) {

    ToolExecution.Kept shown() {
        return new ToolExecution.Kept(since, why);
    }
}
