package dev.parley.torture.nemesis;

import dev.parley.local.layout.Ports;
import dev.parley.local.process.Daemon;
import dev.parley.local.process.Signal;
import dev.parley.torture.history.History;
import dev.parley.torture.rig.Rig;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does faults to the rig. What is killed comes back by itself, and other faults may come meanwhile;
 * only the next kill of a service waits until all are back, or soon none would ever be.
 */
public final class Nemesis {

    private static final String END_CONNECTIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'";

    /** Not every border is come to all the time. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Rig rig;
    private final FaultPlan plan;
    private final History history;
    private int done;

    /** Prepares to do what the plan says. */
    public Nemesis(Rig rig, FaultPlan plan, History history) {
        this.rig = rig;
        this.plan = plan;
        this.history = history;
    }

    /**
     * Does faults until the moment has come, and leaves everything running. All services must have
     * started once.
     *
     * @param deadline as {@link System#nanoTime} counts
     * @return how many struck, at least one
     * @throws IllegalStateException if none did
     */
    public int until(long deadline) throws InterruptedException {
        Ambush.prepare(rig.infrastructure());
        while (System.nanoTime() - deadline < 0) {
            Thread.sleep(plan.pause());
            Fault fault = plan.next();
            Map<String, String> facts = Map.of("fault", fault.toString());
            History.Operation operation = history.invoke("nemesis", "fault", facts);
            if (inflict(fault)) {
                System.out.println(fault);
                operation.ok(facts);
                done++;
            } else {
                System.out.println("Nobody came for " + fault);
                operation.refused(facts, true);
            }
        }
        rig.awaitWhole();
        if (done == 0) {
            throw new IllegalStateException("No fault struck: nothing was tried.");
        }
        return done;
    }

    private boolean inflict(Fault fault) throws InterruptedException {
        switch (fault) {
            case Fault.KillAt(Border border, Duration away) -> {
                return killAt(border, away);
            }
            case Fault.FreezeAt(Border border, Duration length) -> {
                return freezeAt(border, length);
            }
            case Fault.KillOne(int replica, Duration away) ->
                    killWhole(List.of(rig.services().get(replica)), away);
            case Fault.KillAll(Duration away) -> killWhole(rig.services(), away);
            case Fault.Freeze(int replica, Duration length) ->
                    freeze(rig.services().get(replica), length);
            case Fault.FlushRedis() -> flushRedis();
            case Fault.KillRedis(Duration away) ->
                    kill(List.of(rig.infrastructure().redis()), away);
            case Fault.KillKafka(Duration away) ->
                    kill(List.of(rig.infrastructure().kafka()), away);
            case Fault.EndConnections() -> endConnections();
        }
        return true;
    }

    private boolean killAt(Border border, Duration away) throws InterruptedException {
        rig.awaitWhole();
        try (Ambush ambush = Ambush.at(border, rig.infrastructure())) {
            Optional<Daemon> victim = victim(ambush);
            if (victim.isPresent()) {
                rig.kill(victim.get(), away);
                ambush.end(victim.get().name());
            }
            return victim.isPresent();
        }
    }

    /** What it had sent to Postgres is done there; the process learns of it when it wakes. */
    private boolean freezeAt(Border border, Duration length) throws InterruptedException {
        Optional<Daemon> victim;
        try (Ambush ambush = Ambush.at(border, rig.infrastructure())) {
            victim = victim(ambush);
            victim.ifPresent(it -> it.signal(Signal.STOP));
        }
        if (victim.isPresent()) {
            freeze(victim.get(), length);
        }
        return victim.isPresent();
    }

    private Optional<Daemon> victim(Ambush ambush) throws InterruptedException {
        return ambush.first(PATIENCE).map(rig::service);
    }

    private void killWhole(List<Daemon> services, Duration away) throws InterruptedException {
        rig.awaitWhole();
        kill(services, away);
    }

    private void kill(List<Daemon> daemons, Duration away) throws InterruptedException {
        List<Thread> kills =
                daemons.stream()
                        .map(it -> Thread.startVirtualThread(() -> rig.kill(it, away)))
                        .toList();
        for (Thread kill : kills) {
            kill.join();
        }
    }

    private static void freeze(Daemon daemon, Duration length) throws InterruptedException {
        daemon.signal(Signal.STOP);
        try {
            Thread.sleep(length);
        } finally {
            daemon.signal(Signal.CONT);
        }
    }

    private void flushRedis() {
        try (Socket redis = new Socket(Ports.HOST, rig.redisPort())) {
            redis.setSoTimeout(5_000);
            redis.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            redis.getInputStream().readNBytes(3);
        } catch (IOException e) {
            // It is away because of an earlier fault and comes back empty.
            System.out.println("Redis is away: " + e.getMessage());
        }
    }

    private void endConnections() {
        try (Connection postgres = rig.infrastructure().connectAsSuperuser("postgres");
                Statement statement = postgres.createStatement()) {
            statement.execute(END_CONNECTIONS);
        } catch (SQLException e) {
            throw new IllegalStateException("The connections cannot be ended", e);
        }
    }
}
