package dev.parley.torture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.torture.client.Client;
import dev.parley.torture.client.Door;
import dev.parley.torture.client.Dump;
import dev.parley.torture.client.EffectTools;
import dev.parley.torture.history.Entry;
import dev.parley.torture.history.Entry.Phase;
import dev.parley.torture.history.Folder;
import dev.parley.torture.history.History;
import dev.parley.torture.history.JsonLines;
import dev.parley.torture.nemesis.FaultPlan;
import dev.parley.torture.nemesis.Nemesis;
import dev.parley.torture.rig.Ledger;
import dev.parley.torture.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Load and faults at once, then quiet, then everything that is left written down. */
final class Round {

    private static final String TENANT = "torture";
    private static final String AGENT = "scripted";
    private static final Duration UNTIL_QUIET = Duration.ofMinutes(3);

    private final Options options;
    private final Rig rig;
    private final Folder folder;
    private final Door conversations;

    Round(Options options, Rig rig) {
        this.options = options;
        this.rig = rig;
        this.folder = new Folder(options.out());
        this.conversations = new Door(rig.conversationUrls(), rig.token(TENANT));
    }

    /** Leaves all that the checker wants in the folder. */
    void run() throws IOException, InterruptedException, ExecutionException {
        EffectTools.register(
                new Door(rig.toolUrls(), rig.token(TENANT)), rig.sink().baseUrl().toString());
        createAgent();
        try (History history = new History(folder)) {
            System.out.println(underFaults(history) + " faults");
        }
        Map<String, Long> accepted = accepted();
        Dump dump = new Dump(conversations);
        long deadline = System.nanoTime() + UNTIL_QUIET.toNanos();
        if (!dump.awaitQuiet(accepted, deadline)
                || !Ledger.awaitQuiet(rig.infrastructure(), TENANT, deadline)) {
            System.out.println("Not quiet within " + UNTIL_QUIET.toSeconds() + " s");
        }
        dump.write(accepted.keySet(), folder);
        Ledger.write(rig.infrastructure(), TENANT, folder);
        try (JsonLines effects = JsonLines.create(folder.effects())) {
            rig.sink().effects().forEach(effects::add);
        }
    }

    private void createAgent() throws IOException, InterruptedException {
        Door agents = new Door(rig.agentUrls(), rig.token(TENANT));
        Door.Answer answer =
                agents.post(
                        "/v1/agents",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("name", AGENT)
                                .put("model", "default/scripted")
                                .set("tools", tools()));
        if (!answer.isOk()) {
            throw new IOException("The agent was refused: " + answer.json());
        }
    }

    private static ArrayNode tools() {
        ArrayNode tools = JsonNodeFactory.instance.arrayNode().add("calculator");
        EffectTools.NAMES.forEach(tools::add);
        return tools;
    }

    private int underFaults(History history) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + options.length().toNanos();
        FaultPlan plan =
                new FaultPlan(
                        new Random(options.seed()),
                        rig.replicas(options.of()),
                        options.only(),
                        options.at());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> talks = new ArrayList<>();
            for (Client client : clients(history)) {
                Callable<Boolean> talk =
                        () -> {
                            client.until(deadline);
                            return true;
                        };
                talks.add(threads.submit(talk));
            }
            int faults = new Nemesis(rig, plan, history).until(deadline);
            for (Future<?> talk : talks) {
                talk.get();
            }
            return faults;
        }
    }

    private List<Client> clients(History history) {
        Random random = new Random(options.seed());
        return IntStream.rangeClosed(1, options.clients())
                .mapToObj(i ->
                        new Client(
                                "client-" + i,
                                AGENT,
                                conversations,
                                history,
                                new Random(random.nextLong())))
                .toList();
    }

    /** How many runs were accepted in each conversation, by what its clients were told. */
    private Map<String, Long> accepted() {
        Map<String, Long> runs = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : JsonLines.read(folder.history(), Entry.class)) {
            if (entry.phase() == Phase.OK && entry.what().equals("create")) {
                runs.putIfAbsent(entry.fact("conversation"), 0L);
            }
            if (entry.phase() == Phase.OK
                    && entry.what().equals("post")
                    && seen.add(entry.fact("run"))) {
                runs.merge(entry.fact("conversation"), 1L, Long::sum);
            }
        }
        return runs;
    }
}
