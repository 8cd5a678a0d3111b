package dev.parley.local.ports;

import dev.parley.local.layout.Ports;
import dev.parley.local.layout.SetupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** Refuses to start on ports that somebody else has, and says which, whose and what to do. */
public final class PortCheck {

    private static final int STEP = 100;

    private PortCheck() {}

    /**
     * Tries every port of the block.
     *
     * @param offset by how much this block is shifted, to propose another
     * @throws SetupException if one is taken
     */
    public static void requireFree(List<Ports.Named> ports, int offset) {
        List<Ports.Named> taken = ports.stream().filter(port -> !isFree(port.port())).toList();
        if (!taken.isEmpty()) {
            Ports.Named first = taken.getFirst();
            throw new SetupException(
                    sentence(first, PortOwner.of(first.port()), taken.size() - 1, offset + STEP));
        }
    }

    static String sentence(
            Ports.Named port, Optional<PortOwner> owner, int others, int proposedOffset) {
        String who = owner.map(o -> " (pid %d: %s)".formatted(o.pid(), o.command())).orElse("");
        String more = others == 0 ? "" : ", and so are %d more of Parley's ports".formatted(others);
        return "Port %d (%s) is taken by another process%s%s. Stop it or shift Parley's ports: %s=%d ./parley up"
                .formatted(
                        port.port(), port.name(), who, more, Ports.OFFSET_VARIABLE, proposedOffset);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(Ports.HOST))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
