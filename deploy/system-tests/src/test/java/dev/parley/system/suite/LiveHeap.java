package dev.parley.system.suite;

import dev.parley.local.process.Daemon;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a process' heap holds that is still in use. */
public final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private LiveHeap() {}

    /** The bytes that a full collection leaves. */
    public static long bytes(Daemon daemon) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = daemon.pid().orElseThrow().toString();
        try {
            Process process =
                    new ProcessBuilder(jcmd, pid, "GC.class_histogram")
                            .redirectErrorStream(true)
                            .start();
            String histogram =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(histogram);
            if (!total.find()) {
                throw new IllegalStateException("jcmd says: " + histogram.lines().findFirst());
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new IllegalStateException("jcmd cannot be run", e);
        }
    }
}
