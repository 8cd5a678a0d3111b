package dev.parley.platform;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The main class of every service: sets what is read once and early, before anything else runs. */
@QuarkusMain
public final class ServiceMain {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";
    private static final String ENOUGH_CARRIERS = "256";

    private ServiceMain() {}

    /** Runs the service until it is asked to stop. */
    public static void main(String[] args) {
        installGuard();
        provideCarriers();
        Quarkus.run(args);
    }

    /** Makes Netty look for the guard that platform puts in front of each connection. */
    private static void installGuard() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    /**
     * A virtual thread for which the JVM loads a class keeps its carrier while it waits for another
     * thread that loads it. As many carriers as processors are soon all kept, for example by runs
     * that begin at once after a restart; the thread that they wait for then never gets one, and
     * nothing goes on. Carriers are made only when there is work for them.
     */
    private static void provideCarriers() {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, ENOUGH_CARRIERS);
        }
    }
}
