package dev.parley.local.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one place that knows which port is whose. A suite takes one block of ten ports, which {@code
 * PARLEY_PORT_OFFSET} shifts as a whole, so that suites can run side by side.
 */
public record Ports(
        int conversation,
        int agent,
        int tool,
        int monitoring,
        int issuer,
        int model,
        int postgres,
        int redis,
        int kafka,
        int kafkaController) {

    /** Every process listens here and nowhere else. */
    public static final String HOST = "127.0.0.1";

    /** The environment variable that shifts the block. */
    public static final String OFFSET_VARIABLE = "PARLEY_PORT_OFFSET";

    private static final int FIRST = 8081;
    private static final int COUNT = 10;
    private static final int LOWEST_OFFSET = 1024 - FIRST;
    private static final int HIGHEST_OFFSET = 65535 - FIRST - COUNT + 1;

    /** A port together with what listens on it. */
    public record Named(String name, int port) {}

    public static Ports atOffset(int offset) {
        if (offset < LOWEST_OFFSET || offset > HIGHEST_OFFSET) {
            throw outOfRange(Integer.toString(offset));
        }
        int first = FIRST + offset;
        return new Ports(
                first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7,
                first + 8, first + 9);
    }

    /** The block that this environment asks for; the unshifted one if it asks for none. */
    public static Ports fromEnvironment(Map<String, String> environment) {
        return atOffset(offset(environment));
    }

    /** The offset that this environment asks for. */
    public static int offset(Map<String, String> environment) {
        String text = environment.getOrDefault(OFFSET_VARIABLE, "").strip();
        if (text.isEmpty()) {
            return 0;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw outOfRange(text);
        }
    }

    /** Ten ports that nobody listened on a moment ago, for tests. */
    public static Ports free() {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName(HOST)));
            }
            int[] port = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new Ports(
                    port[0], port[1], port[2], port[3], port[4], port[5], port[6], port[7], port[8],
                    port[9]);
        } catch (IOException e) {
            throw new UncheckedIOException("No ten free ports on " + HOST, e);
        } finally {
            sockets.forEach(Ports::release);
        }
    }

    public int of(ServiceName service) {
        return switch (service) {
            case CONVERSATION -> conversation;
            case AGENT -> agent;
            case TOOL -> tool;
            case MONITORING -> monitoring;
        };
    }

    public String url(ServiceName service) {
        return url(of(service));
    }

    /** {@code http://127.0.0.1:port}, without a trailing slash. */
    public static String url(int port) {
        return "http://" + address(port);
    }

    public static String address(int port) {
        return HOST + ":" + port;
    }

    public String issuerUrl() {
        return url(issuer);
    }

    /** All ports in the order in which a person would list them. */
    public List<Named> all() {
        return List.of(
                new Named(ServiceName.CONVERSATION.artifact(), conversation),
                new Named(ServiceName.AGENT.artifact(), agent),
                new Named(ServiceName.TOOL.artifact(), tool),
                new Named(ServiceName.MONITORING.artifact(), monitoring),
                new Named("issuer", issuer),
                new Named("model", model),
                new Named("postgres", postgres),
                new Named("redis", redis),
                new Named("kafka", kafka),
                new Named("kafka controller", kafkaController));
    }

    private static SetupException outOfRange(String text) {
        return new SetupException(
                "%s=%s is no usable offset: give a whole number from %d to %d, for example %s=100."
                        .formatted(
                                OFFSET_VARIABLE,
                                text,
                                LOWEST_OFFSET,
                                HIGHEST_OFFSET,
                                OFFSET_VARIABLE));
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
