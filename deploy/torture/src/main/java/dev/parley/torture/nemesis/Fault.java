package dev.parley.torture.nemesis;

import java.time.Duration;

/** Something that goes wrong. Numbers of replicas count the rig's services. */
public sealed interface Fault {

    /** A service process is killed with -9 and started again. */
    record KillOne(int replica, Duration away) implements Fault {}

    /** All service processes are killed with -9 at once and started again. */
    record KillAll(Duration away) implements Fault {}

    /** A service process stands still for a while. */
    record Freeze(int replica, Duration length) implements Fault {}

    /** Whichever service process comes to a border first is killed with -9 there. */
    record KillAt(Border border, Duration away) implements Fault {}

    /** The same process stands still there for a while. */
    record FreezeAt(Border border, Duration length) implements Fault {}

    /** Redis loses everything. */
    record FlushRedis() implements Fault {}

    /** Redis is killed and started again. */
    record KillRedis(Duration away) implements Fault {}

    /** Kafka is killed and started again. */
    record KillKafka(Duration away) implements Fault {}

    /** Postgres ends all connections. */
    record EndConnections() implements Fault {}
}
