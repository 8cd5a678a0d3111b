package dev.parley.agent.journal;

/** Postgres refused a write: the run was claimed again and is somebody else's now. */
public final class StaleRun extends RuntimeException {

    /** Says what was refused. */
    public StaleRun(String what) {
        super("the run was claimed again; refused: " + what);
    }
}
