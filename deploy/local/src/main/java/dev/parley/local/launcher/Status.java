package dev.parley.local.launcher;

import dev.parley.local.infrastructure.LocalInfrastructure;
import java.nio.file.Files;

/** {@code status}: what runs, where, and how much memory it takes. */
final class Status {

    private final Suite suite;

    Status(Suite suite) {
        this.suite = suite;
    }

    /** 0 if everything is ready, 3 if not. */
    int run() {
        if (!Files.exists(suite.folder().secrets())) {
            System.out.printf(
                    "No suite was ever started in %s: `%s` starts one.%n",
                    suite.folder().root(), suite.command("up"));
            return Up.INCOMPLETE;
        }
        Overview overview =
                Overview.of(suite, LocalInfrastructure.open(suite.folder(), suite.ports()));
        overview.longTable().forEach(System.out::println);
        System.out.println();
        System.out.println(summary(overview));
        return overview.allReady() ? 0 : Up.INCOMPLETE;
    }

    private String summary(Overview overview) {
        if (overview.allReady()) {
            return "Everything is ready; %d MiB in all.".formatted(overview.memory());
        }
        return overview.nothingRuns()
                ? "Nothing runs: `%s` starts it.".formatted(suite.command("up"))
                : "Not everything is ready; logs: " + suite.folder().logs();
    }
}
