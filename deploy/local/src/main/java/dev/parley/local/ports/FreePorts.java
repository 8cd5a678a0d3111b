package dev.parley.local.ports;

import dev.parley.local.layout.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Blocks of ports below those that the system gives to outgoing connections: a server that is
 * killed must find its port free again, although clients keep connecting meanwhile.
 */
public final class FreePorts {

    private static final int LOWEST = 12_000;
    private static final int HIGHEST = 31_000;
    private static final int BLOCK = 10;
    private static final int FIRST_OF_OFFSET_ZERO = 8081;
    private static final int TRIES = 200;

    private FreePorts() {}

    /** A block that nobody listened on a moment ago. */
    public static Ports block() {
        for (int i = 0; i < TRIES; i++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (IntStream.range(first, first + BLOCK).allMatch(FreePorts::isFree)) {
                return Ports.atOffset(first - FIRST_OF_OFFSET_ZERO);
            }
        }
        throw new IllegalStateException("No ten free ports in a row between 12000 and 31000");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(Ports.HOST))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
