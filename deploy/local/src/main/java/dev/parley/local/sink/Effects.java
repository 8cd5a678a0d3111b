package dev.parley.local.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was done, in its order; in a file, too, which is written through before anybody is told.
 */
final class Effects implements AutoCloseable {

    private final List<Effect> all = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Optional<FileChannel> file;

    private Effects(Optional<FileChannel> file) {
        this.file = file;
    }

    static Effects inMemory() {
        return new Effects(Optional.empty());
    }

    static Effects in(Path file) {
        try {
            return new Effects(
                    Optional.of(
                            FileChannel.open(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Has an effect.
     *
     * @param once whether a key that has had one has no other
     */
    synchronized void add(Effect effect, boolean once) {
        if (once && byKey.containsKey(effect.key())) {
            return;
        }
        write(effect);
        all.add(effect);
        byKey.merge(effect.key(), 1, Integer::sum);
    }

    synchronized int count(String key) {
        return byKey.getOrDefault(key, 0);
    }

    synchronized List<Effect> all() {
        return List.copyOf(all);
    }

    private void write(Effect effect) {
        if (file.isEmpty()) {
            return;
        }
        try {
            String line = effect.key() + '\t' + effect.body().replaceAll("\\s", " ") + '\n';
            file.get().write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            file.get().force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        file.ifPresent(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
