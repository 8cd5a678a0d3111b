package dev.parley.tool.egress;

import dev.parley.tool.egress.wire.Connections;
import java.util.concurrent.ScheduledExecutorService;

/** What exchanges work with, all of which they share. */
record Means(
        EgressConfig config,
        Lookups lookups,
        Connections connections,
        ScheduledExecutorService alarms,
        EgressMeters meters) {}
