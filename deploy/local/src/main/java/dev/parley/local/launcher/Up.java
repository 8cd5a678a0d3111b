package dev.parley.local.launcher;

import dev.parley.local.infrastructure.LocalInfrastructure;
import dev.parley.local.issuer.LocalIssuer;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.SetupException;
import dev.parley.local.ports.PortCheck;
import dev.parley.local.process.LogFile;
import dev.parley.local.process.Orphans;
import dev.parley.local.supervision.SuiteLock;
import dev.parley.local.supervision.Supervisor;
import dev.parley.local.terminal.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** {@code up}: starts the suite and stays, until a signal ends it. */
final class Up {

    static final int INCOMPLETE = 3;

    private final Suite suite;
    private final boolean background;
    private final Set<String> without;
    private final Screen screen;

    /**
     * @param background whether the output goes to a file that somebody follows only until the
     *     start is over
     * @param without services that somebody runs elsewhere
     */
    Up(Suite suite, boolean background, Set<String> without) {
        this.suite = suite;
        this.background = background;
        this.without = without;
        this.screen =
                new Screen(
                        System.out,
                        suite.interactive(),
                        new LogFile(suite.folder().log("launcher")));
    }

    /** Returns only if the start fails; otherwise a signal ends the process. */
    void run() throws InterruptedException {
        suite.folder().open();
        Shutdown shutdown = new Shutdown(screen, suite);
        Runtime.getRuntime().addShutdownHook(new Thread(shutdown));
        shutdown.onExit(SuiteLock.take(suite.folder()));
        Instant begun = Instant.now();
        LocalInfrastructure infrastructure = prepare();
        shutdown.onExit(LocalIssuer.start(suite.folder().root(), suite.ports()));
        Supervisor supervisor =
                new Supervisor(
                        suite.foundation(infrastructure),
                        suite.services(infrastructure, without),
                        screen);
        shutdown.onExit(supervisor);
        Map<String, String> notReady = supervisor.start();
        conclude(infrastructure, notReady, Duration.between(begun, Instant.now()));
        shutdown.running();
        new CountDownLatch(1).await();
    }

    private LocalInfrastructure prepare() {
        LocalInfrastructure infrastructure =
                LocalInfrastructure.open(suite.folder(), suite.ports());
        int orphans = Orphans.end(suite.folder());
        if (orphans > 0) {
            screen.announce("Ended %d processes of a launcher that was killed.".formatted(orphans));
        }
        PortCheck.requireFree(needed(), suite.offset());
        screen.announce("Starting Parley in " + suite.folder().root());
        return infrastructure;
    }

    private List<Ports.Named> needed() {
        return suite.ports().all().stream().filter(port -> !without.contains(port.name())).toList();
    }

    private void conclude(
            LocalInfrastructure infrastructure, Map<String, String> notReady, Duration took) {
        screen.say("");
        Overview.of(suite, infrastructure).shortTable().forEach(screen::say);
        screen.say("");
        notReady.values().forEach(reason -> screen.say(reason + "."));
        screen.announce(result(notReady.isEmpty()).formatted(took.toSeconds()));
        screen.say("Logs: %s · %s ends it".formatted(suite.folder().logs(), wayToEnd()));
        if (notReady.isEmpty()) {
            screen.say("Try: " + suite.command("chat \"What is 18% of 2450?\""));
        }
        if (background) {
            screen.mute();
            tellFollower(notReady.isEmpty() ? 0 : INCOMPLETE);
        }
    }

    private static String result(boolean complete) {
        return complete
                ? "Parley is up after %d s."
                : "Parley is not complete after %d s; what is missing is still tried.";
    }

    private String wayToEnd() {
        return background ? "`%s`".formatted(suite.command("down")) : "Ctrl-C";
    }

    private void tellFollower(int exitCode) {
        try {
            Files.writeString(suite.folder().started(), Integer.toString(exitCode));
        } catch (IOException e) {
            throw new SetupException(
                    "%s cannot be written: %s.".formatted(suite.folder().started(), e.getMessage()),
                    e);
        }
    }
}
