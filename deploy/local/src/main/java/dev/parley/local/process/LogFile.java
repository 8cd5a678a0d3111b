package dev.parley.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The output of one process. Rotated at a start, so that a process that keeps dying cannot fill the
 * disk.
 */
public record LogFile(Path path) {

    private static final long ROTATE_AT_BYTES = 8L << 20;
    private static final long TRIM_AT_BYTES = 4 * ROTATE_AT_BYTES;
    private static final int TAIL_BYTES = 64 << 10;
    private static final Pattern ERROR =
            Pattern.compile("\\b(ERROR|FATAL|PANIC|SEVERE|Exception|Error)\\b");

    /** Moves a log that has grown large aside; the one before that is dropped. */
    public void rotate() throws IOException {
        if (Files.exists(path) && Files.size(path) > ROTATE_AT_BYTES) {
            Files.move(path, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Bounds the log of a running process: what it has is copied aside and the file emptied. Works
     * since processes append; a line written in between may be lost.
     */
    public void trim() throws IOException {
        if (Files.exists(path) && Files.size(path) > TRIM_AT_BYTES) {
            Files.copy(path, previous(), StandardCopyOption.REPLACE_EXISTING);
            Files.newByteChannel(
                            path, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }

    /** The last lines, oldest first. */
    public List<String> tail(int lines) {
        List<String> all = end(0);
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** How long it is now, in bytes; 0 if there is none. */
    public long length() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /**
     * The last line that looks like an error, or else the last line with text.
     *
     * @param position where to begin, in bytes: what was written before is of an earlier process
     */
    public Optional<String> lastErrorAfter(long position) {
        List<String> lines = end(position).reversed();
        return lines.stream()
                .filter(line -> ERROR.matcher(line).find())
                .findFirst()
                .or(() -> lines.stream().filter(line -> !line.isBlank()).findFirst())
                .map(String::strip);
    }

    private Path previous() {
        return path.resolveSibling(path.getFileName() + ".1");
    }

    private List<String> end(long position) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(Math.min(position, file.length()), file.length() - TAIL_BYTES);
            file.seek(from);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of("(" + path + " cannot be read: " + e.getMessage() + ")");
        }
    }
}
