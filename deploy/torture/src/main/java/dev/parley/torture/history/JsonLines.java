package dev.parley.torture.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with one JSON object a line, written by many threads at once. */
public final class JsonLines implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter file;

    private JsonLines(BufferedWriter file) {
        this.file = file;
    }

    /** Begins a file. */
    public static JsonLines create(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            return new JsonLines(Files.newBufferedWriter(path));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + path, e);
        }
    }

    /** All lines of a file. */
    public static <T> List<T> read(Path path, Class<T> type) {
        try {
            List<T> values = new ArrayList<>();
            for (String line : Files.readAllLines(path)) {
                values.add(JSON.readValue(line, type));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** Writes a line at once: what happened before a crash of the rig is kept. */
    public synchronized void add(Object value) {
        try {
            file.write(JSON.writeValueAsString(value));
            file.write('\n');
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a line", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a file", e);
        }
    }
}
