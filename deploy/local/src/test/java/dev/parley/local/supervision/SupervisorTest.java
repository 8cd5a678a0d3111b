package dev.parley.local.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.SetupException;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.LogFile;
import dev.parley.local.process.SleepProgram;
import dev.parley.local.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir Path temporary;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private DataFolder folder;
    private Screen screen;

    @BeforeEach
    void open() {
        folder = new DataFolder(temporary).open();
        screen =
                new Screen(
                        new PrintStream(shown, true, StandardCharsets.UTF_8),
                        false,
                        new LogFile(folder.log("launcher")));
    }

    @Test
    void startsEverythingAndEndsEverything() throws Exception {
        Daemon base = lasting("base");
        Daemon service = lasting("service");
        try (Supervisor supervisor = new Supervisor(List.of(base), List.of(service), screen)) {
            assertEquals(Map.of(), supervisor.start());
            assertTrue(base.isRunning() && service.isRunning());
        }

        assertEquals(Optional.empty(), base.pid());
        assertEquals(Optional.empty(), service.pid());
        assertTrue(shown().contains("✔ service"));
    }

    @Test
    void startsAgainWhatDiesAndSaysSo() throws Exception {
        Daemon service = lasting("service");
        try (Supervisor supervisor = new Supervisor(List.of(), List.of(service), screen)) {
            supervisor.start();
            long before = service.pid().orElseThrow();

            service.kill();
            await(() -> shown().contains("service is ready again"));

            assertNotEquals(before, service.pid().orElseThrow());
            assertTrue(shown().contains("service died (exit code 137)"), shown());
            assertTrue(shown().contains("starting it again in 1 s"), shown());
            assertTrue(Files.readString(folder.log("launcher")).contains("service died"));
        }
    }

    @Test
    void withoutItsFoundationNothingElseIsStarted() throws Exception {
        Daemon base = new Daemon(failing("base"), folder);
        Daemon service = lasting("service");
        try (Supervisor supervisor = new Supervisor(List.of(base), List.of(service), screen)) {
            SetupException refused = assertThrows(SetupException.class, supervisor::start);

            assertTrue(refused.sentence().startsWith("base ended while starting: FATAL"));
            assertEquals(Optional.empty(), service.pid());
        }
    }

    @Test
    void aServiceThatDoesNotComeUpKeepsNobodyElseDown() throws Exception {
        Daemon good = lasting("good");
        Daemon bad = new Daemon(failing("bad"), folder);
        try (Supervisor supervisor = new Supervisor(List.of(), List.of(good, bad), screen)) {
            Map<String, String> notReady = supervisor.start();

            assertEquals(java.util.Set.of("bad"), notReady.keySet());
            assertTrue(good.isRunning());
        }
    }

    @Test
    void aSecondLauncherOnTheSameFolderIsRefused() {
        try (SuiteLock lock = SuiteLock.take(folder)) {
            SetupException refused =
                    assertThrows(SetupException.class, () -> SuiteLock.take(folder));
            assertTrue(refused.sentence().contains("./parley down"), refused.sentence());
        }
        SuiteLock.take(folder).close();
    }

    private Daemon lasting(String name) {
        return new Daemon(SleepProgram.lasting(name, folder), folder);
    }

    private SleepProgram failing(String name) {
        return new SleepProgram(name, folder, "echo FATAL", 1);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "waited too long");
            assertFalse(never.await(20, TimeUnit.MILLISECONDS));
        }
    }
}
