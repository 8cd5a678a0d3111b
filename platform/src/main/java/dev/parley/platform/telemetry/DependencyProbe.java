package dev.parley.platform.telemetry;

/**
 * Finds out whether something that this instance stands on does its part. Beans of this type are
 * probed in the background.
 */
public interface DependencyProbe {

    /** The name that people see, such as {@code postgres}. */
    String name();

    /** Whether the instance can do nothing at all without it. */
    boolean essential();

    /**
     * Uses the dependency the way the work does; throws if it fails. Cut off after a few seconds.
     */
    void probe() throws Exception;
}
