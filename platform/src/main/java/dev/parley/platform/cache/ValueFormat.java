package dev.parley.platform.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToLongFunction;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import org.jspecify.annotations.Nullable;

/** Turns values into bytes and back: JSON, compressed with LZ4 from a size on. */
final class ValueFormat<V> {

    /** Redis' scripts count in doubles; beyond this two versions could look the same. */
    private static final long LARGEST_VERSION = 1L << 53;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModules(new JavaTimeModule(), new Jdk8Module(), new ParameterNamesModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
    private static final LZ4Factory LZ4 = LZ4Factory.fastestInstance();

    private final Class<V> type;
    private final CacheConfig.Kind kind;
    private final @Nullable ToLongFunction<V> version;
    private final String shape;

    ValueFormat(Class<V> type, CacheConfig.Kind kind, @Nullable ToLongFunction<V> version) {
        this.type = type;
        this.kind = kind;
        this.version = version;
        MessageDigest digest = Scope.sha256();
        describe(type, digest, new HashSet<>());
        this.shape = Scope.encode(digest.digest());
    }

    /**
     * Tells records of other components apart: during a rolling update a replica does not read what
     * one of another release stored.
     */
    String shape() {
        return shape;
    }

    boolean isVersioned() {
        return version != null;
    }

    String versionOf(V value) {
        if (version == null) {
            return "";
        }
        long number = version.applyAsLong(value);
        if (number < 0 || number > LARGEST_VERSION) {
            throw new IllegalArgumentException("a version is from 0 to 2^53");
        }
        return Long.toString(number);
    }

    byte[] json(V value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(type + " cannot be written as JSON", e);
        }
    }

    Payload pack(byte[] json, String ofVersion) {
        if (json.length >= kind.compressFrom()) {
            byte[] compressed = LZ4.fastCompressor().compress(json);
            if (compressed.length < json.length) {
                return new Payload(compressed, json.length, ofVersion);
            }
        }
        return new Payload(json, json.length, ofVersion);
    }

    /** The value, or null where the bytes are none. */
    @Nullable V unpack(Payload payload) {
        if (payload.size() > kind.maxBytes() || payload.size() < payload.data().length) {
            return null;
        }
        try {
            byte[] json =
                    payload.data().length == payload.size()
                            ? payload.data()
                            : LZ4.safeDecompressor().decompress(payload.data(), payload.size());
            return json.length == payload.size() ? JSON.readValue(json, type) : null;
        } catch (IOException | LZ4Exception e) {
            return null;
        }
    }

    private static void describe(Class<?> type, MessageDigest digest, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        update(digest, type.getName());
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                update(digest, component.getName() + ' ' + component.getGenericType());
                describeParts(component.getGenericType(), digest, seen);
            }
        }
    }

    private static void describeParts(
            java.lang.reflect.Type part, MessageDigest digest, Set<Class<?>> seen) {
        switch (part) {
            case Class<?> type when type.isRecord() -> describe(type, digest, seen);
            case Class<?> type when type.isArray() ->
                    describeParts(type.getComponentType(), digest, seen);
            case java.lang.reflect.ParameterizedType generic -> {
                for (java.lang.reflect.Type argument : generic.getActualTypeArguments()) {
                    describeParts(argument, digest, seen);
                }
            }
            default -> {
                // Named already; what is no record has no components to tell apart.
            }
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
