package dev.parley.agent.queue;

/** Executes claimed runs. */
public interface RunWorker {

    /**
     * Executes a run to its end, on the calling thread. Returns normally when the run has ended,
     * was put back or was lost to another claim; throws if it should be tried again later. An
     * interrupt means that the run must be left alone at once, or, if the execution was told to
     * stop, ended as that.
     */
    void execute(Execution execution) throws InterruptedException;
}
