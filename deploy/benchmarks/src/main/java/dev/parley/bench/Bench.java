package dev.parley.bench;

import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import dev.parley.local.layout.ServiceName;
import dev.parley.local.sink.EffectSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code ./parley bench turn [--seconds 5] [--warm-up 60] [--only one-tool]}: needs the suite
 * running.
 */
public final class Bench {

    private static final String USAGE =
            """
            ./parley bench turn [--seconds 5] [--warm-up 60] [--only <part of a scenario's name>]

            ./parley bench conversations [--seconds 10] [--only history|cache]

            ./parley bench queue [--seconds 10] [--claimers 1,2,4] [--only idle|claims|rate]

            ./parley bench fairness [--runs 10000]

            ./parley bench tools [--seconds 5]

              Measures turns of the running suite (./parley up): plain and with one tool, 1, 16 and 64 conversations at once,
              awaited and streamed, with a model that answers at once and one that takes 50 ms and 2 ms a token;
              and reads of conversations: of 100 messages beside 100,000, and of 10,000 conversations with and without the cache;
              and the run queue: a claim with 10 and with 1,000,000 runs that wait, claims of 1, 2 and 4 claimers, the wait in
              an empty queue. --only rate --claimers 4 --seconds 600 shows whether the rate holds;
              and fairness: one tenant's flood of runs, and what others wait meanwhile;
              and tools: a built-in one, an HTTP one beside the bare request, results that are kept and that are not, and a hundred
              equal calls at once. For these, start the suite with PARLEY_EGRESS_INTERNAL_HOSTS=127.0.0.1:8099 ./parley up
            """;

    private Bench() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0
                || !Set.of("turn", "conversations", "queue", "fairness", "tools")
                        .contains(args[0])) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Duration each = seconds(args, "--seconds", "5");
        // Half a minute on each of two scenarios: before that one measures the compilers.
        Duration warmUp = seconds(args, "--warm-up", "60").dividedBy(2);
        String only = option(args, "--only", "");
        Path checkout = Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();
        DataFolder folder = DataFolder.fromEnvironment(checkout, System.getenv());
        Ports ports = Ports.fromEnvironment(System.getenv());
        String token =
                TokenMinter.open(folder, ports)
                        .mint(
                                new UserToken(
                                        "bench", "bench", List.of("admin"), Duration.ofHours(1)));
        if (args[0].equals("turn")) {
            new TurnBench(ports, token, SuiteProcesses.of(folder)).run(warmUp, each, only);
        } else if (args[0].equals("queue")) {
            queue(checkout, folder, ports, token, args);
        } else if (args[0].equals("fairness")) {
            TokenMinter minter = TokenMinter.open(folder, ports);
            new FairnessBench((tenant, role) ->
                    new ApiClient(
                            ports.url(ServiceName.AGENT),
                            minter.mint(
                                    new UserToken(
                                            "bench", tenant, List.of(role), Duration.ofHours(1)))))
                    .run(Integer.parseInt(option(args, "--runs", "10000")));
        } else if (args[0].equals("tools")) {
            try (EffectSink sink = EffectSink.start(ToolBench.SINK_PORT)) {
                new ToolBench(new ApiClient(ports.url(ServiceName.TOOL), token), sink)
                        .run(seconds(args, "--seconds", "5"));
            }
        } else {
            conversations(folder, ports, token, args);
        }
    }

    private static void queue(
            Path checkout, DataFolder folder, Ports ports, String token, String[] args)
            throws Exception {
        try (QueueCopy queue = QueueCopy.open(checkout, folder, ports, "queue_bench");
                QueueCopy full = QueueCopy.open(checkout, folder, ports, "queue_bench_full")) {
            new QueueBench(
                            queue,
                            full,
                            new ApiClient(ports.url(ServiceName.CONVERSATION), token),
                            new ApiClient(ports.url(ServiceName.AGENT), token))
                    .run(
                            seconds(args, "--seconds", "10"),
                            Stream.of(option(args, "--claimers", "1,2,4").split(","))
                                    .map(Integer::valueOf)
                                    .toList(),
                            option(args, "--only", ""));
        }
    }

    private static void conversations(DataFolder folder, Ports ports, String token, String[] args)
            throws Exception {
        ApiClient api = new ApiClient(ports.url(ServiceName.CONVERSATION), token);
        String only = option(args, "--only", "");
        try (Statements statements = Statements.open(folder, ports)) {
            if ("history".contains(only)) {
                new HistoryBench(api, statements).run();
            }
            if ("cache".contains(only)) {
                new CacheBench(api, statements, new CacheMetrics(api))
                        .run(seconds(args, "--seconds", "10"));
            }
        }
    }

    private static Duration seconds(String[] args, String name, String otherwise) {
        return Duration.ofSeconds(Long.parseLong(option(args, name, otherwise)));
    }

    private static String option(String[] args, String name, String otherwise) {
        for (int i = 1; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return args[i + 1];
            }
        }
        return otherwise;
    }
}
