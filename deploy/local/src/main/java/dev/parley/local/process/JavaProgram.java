package dev.parley.local.process;

import dev.parley.local.layout.SetupException;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** What the suite's own JVMs are started with. */
public final class JavaProgram {

    private JavaProgram() {}

    /** The {@code java} that runs this very code. */
    public static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * This module and all it needs, as a class path. It is laid out at build time beside the
     * classes, since whoever uses this module as a library has other versions of the same artifacts
     * on its class path.
     */
    public static String classPath() {
        Path own = ownClasses();
        Path libraries = own.resolveSibling("lib");
        if (!Files.isDirectory(libraries)) {
            throw new SetupException(
                    "The libraries of parley-local are missing in %s: build it with `mvn -pl deploy/local package`."
                            .formatted(libraries));
        }
        return own + File.pathSeparator + libraries.resolve("*");
    }

    private static Path ownClasses() {
        CodeSource source = JavaProgram.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException("The classes of parley-local have no location");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Not a file: " + source.getLocation(), e);
        }
    }
}
