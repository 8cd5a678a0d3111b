package dev.parley.tool.execution;

/** The call is another process' by now: whatever this one found out, nobody hears of it. */
final class CallLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallLost() {
        super("the call was taken over by another process");
    }
}
