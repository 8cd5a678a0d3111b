package dev.parley.tool.execution;

import dev.parley.contracts.rest.ToolExecution;

/** How an execution stands, as its row says it. */
enum Status {
    /** Nothing has left. */
    PLANNED(ToolExecution.Status.RUNNING),
    /** Something may have left. */
    DISPATCHED(ToolExecution.Status.RUNNING),
    SUCCEEDED(ToolExecution.Status.SUCCEEDED),
    FAILED(ToolExecution.Status.FAILED),
    UNKNOWN(ToolExecution.Status.UNKNOWN);

    private final ToolExecution.Status shown;

    Status(ToolExecution.Status shown) {
        this.shown = shown;
    }

    /** As clients see it. */
    ToolExecution.Status shown() {
        return shown;
    }

    boolean isOpen() {
        return this == PLANNED || this == DISPATCHED;
    }
}
