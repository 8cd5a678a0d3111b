package dev.parley.torture;

import dev.parley.torture.check.Check;
import dev.parley.torture.rig.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code ./parley torture}: a round, and then the checker as a process of its own. */
public final class Torture {

    private Torture() {}

    /** Runs a round and exits as the checker does. */
    public static void main(String[] args) throws Exception {
        Path checkout = Path.of(System.getProperty("parley.root", ".")).toAbsolutePath();
        Options options;
        try {
            options = Options.of(args, checkout);
            refuseToMix(options.out());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        System.out.println("Seed " + options.seed() + ", everything is left in " + options.out());
        try (Rig rig = Rig.start(checkout, options.out().resolve("suite"))) {
            new Round(options, rig).run();
        }
        System.exit(check(options.out()));
    }

    private static void refuseToMix(Path out) throws IOException {
        if (!Files.isDirectory(out)) {
            return;
        }
        try (Stream<Path> content = Files.list(out)) {
            if (content.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        out + " is not empty: name another folder with --out.");
            }
        }
    }

    private static int check(Path out) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Check.class.getName(),
                        out.toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
