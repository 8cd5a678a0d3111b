package dev.parley.agent.run;

/** Postgres refused a write: the run was claimed again and is somebody else's now. */
final class StaleRun extends RuntimeException {

    StaleRun(String what) {
        super("the run was claimed again; refused: " + what);
    }
}
