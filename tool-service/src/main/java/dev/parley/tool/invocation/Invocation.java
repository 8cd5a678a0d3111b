package dev.parley.tool.invocation;

/** One attempt to do what a call asks for, or one look whether it was done. For one thread. */
public interface Invocation<R> {

    /** Does it, once; takes no longer than it was given. Never throws for what others do wrong. */
    R run();

    /** Ends it from another thread, wherever it is. */
    void abort();
}
