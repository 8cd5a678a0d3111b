package dev.parley.platform;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The main class of every service. Before anything of Netty is loaded it makes Netty look for the
 * guard that platform puts in front of each connection; later would be too late, since Netty asks
 * once.
 */
@QuarkusMain
public final class ServiceMain {

    private ServiceMain() {}

    /** Runs the service until it is asked to stop. */
    public static void main(String[] args) {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
        Quarkus.run(args);
    }
}
