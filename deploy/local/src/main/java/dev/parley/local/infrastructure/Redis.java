package dev.parley.local.infrastructure;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.process.Launch;
import dev.parley.local.process.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One Redis server that keeps nothing on disk: it is a cache, and losing it must lose nothing. */
final class Redis implements Program {

    private static final int PROBE_MILLIS = 1000;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PONG = "+PONG".getBytes(StandardCharsets.US_ASCII);

    private final DataFolder folder;
    private final int port;
    private final RedisBinary binary;
    private final Path home;

    Redis(DataFolder folder, Ports ports) {
        this.folder = folder;
        this.port = ports.redis();
        this.home = folder.part("redis");
        this.binary = new RedisBinary(home);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String endpoint() {
        return Ports.address(port);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Files.createDirectories(home);
        binary.unpack();
    }

    @Override
    public Launch launch() {
        return new Launch(
                List.of(
                        binary.executable().toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        Ports.HOST,
                        "--dir",
                        home.toString(),
                        "--appendonly",
                        "no",
                        "--save",
                        "",
                        "--maxmemory",
                        "256mb",
                        "--maxmemory-policy",
                        "allkeys-lru",
                        "--set-proc-title",
                        "no"),
                Map.of(),
                folder.root(),
                home.toString());
    }

    @Override
    public boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.HOST, port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            socket.getOutputStream().write(PING);
            return Arrays.equals(socket.getInputStream().readNBytes(PONG.length), PONG);
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Duration startTimeout() {
        return Duration.ofSeconds(30);
    }
}
