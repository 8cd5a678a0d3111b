package dev.parley.agent.queue;

/**
 * Whether somebody wants a running run to stop. Once wanted, it stays wanted. Its thread is
 * interrupted until it has heard: a single interrupt may be taken by a library that then tries
 * again.
 */
public final class Cancellation {

    private boolean requested;
    private boolean heard;

    /** Whether the run is to stop. */
    public synchronized boolean requested() {
        return requested;
    }

    /**
     * Says, on the run's own thread, that the run is being ended for it: no interrupt disturbs that
     * from here on.
     */
    public synchronized void hear() {
        heard = true;
        Thread.interrupted();
    }

    /** Asks the run on this thread to stop; asking again is how it is asked until it has heard. */
    synchronized void request(Thread runner) {
        requested = true;
        if (!heard) {
            runner.interrupt();
        }
    }
}
