package dev.parley.bench;

import dev.parley.local.issuer.TokenMinter;
import dev.parley.local.issuer.TokenMinter.UserToken;
import dev.parley.local.layout.DataFolder;
import dev.parley.local.layout.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code ./parley bench turn [--seconds 5] [--warm-up 60] [--only one-tool]}: needs the suite
 * running.
 */
public final class Bench {

    private static final String USAGE =
            """
            ./parley bench turn [--seconds 5] [--warm-up 60] [--only <part of a scenario's name>]

              Measures turns of the running suite (./parley up): plain and with one tool, 1, 16 and 64 conversations at once,
              awaited and streamed, with a model that answers at once and one that takes 50 ms and 2 ms a token.
            """;

    private Bench() {}

    /** Runs the benchmark that the first argument names. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0 || !args[0].equals("turn")) {
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
        new TurnBench(ports, token, SuiteProcesses.of(folder)).run(warmUp, each, only);
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
