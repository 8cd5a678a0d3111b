package dev.parley.local.layout;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The random passwords of one data folder, made at its first start and kept in a private file. */
public final class Secrets {

    private static final String SUPERUSER = "postgres.superuser";
    private static final String CURSOR = "cursor";
    private static final String CREDENTIALS = "credentials";
    private static final int BYTES = 24;
    private static final int KEY_BYTES = 32;

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the secrets of this folder; makes those that don't exist yet.
     *
     * @throws SetupException if the file is there but was damaged: the databases know the old
     *     passwords, so new ones would not help
     */
    public static Secrets open(DataFolder folder) {
        Path file = folder.secrets();
        try {
            Map<String, String> known = Files.exists(file) ? read(folder) : Map.of();
            Map<String, String> complete = complete(known);
            if (!complete.equals(known)) {
                PrivateFile.write(file, format(complete));
            }
            return new Secrets(complete);
        } catch (IOException e) {
            throw new SetupException(
                    "The secrets file %s cannot be read or written: make it readable and writable for you."
                            .formatted(file),
                    e);
        }
    }

    public String superuserPassword() {
        return get(SUPERUSER);
    }

    public String ownerPassword(ServiceName service) {
        return get(owner(service));
    }

    public String appPassword(ServiceName service) {
        return get(app(service));
    }

    public String clientSecret(ServiceName service) {
        return get(client(service));
    }

    /** What list cursors are signed with; one for the suite. */
    public String cursorSecret() {
        return get(CURSOR);
    }

    /** What tool-service seals credentials with: 32 bytes in base64. */
    public String credentialsKey() {
        return get(CREDENTIALS);
    }

    @Override
    public String toString() {
        return "Secrets[" + values.keySet() + "]";
    }

    private String get(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalStateException("No secret named " + key);
        }
        return value;
    }

    private static Map<String, String> read(DataFolder folder) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(folder.secrets())));
        } catch (IllegalArgumentException | MalformedInputException unreadable) {
            throw folder.damaged("The secrets file " + folder.secrets() + " is damaged");
        }
        Map<String, String> read =
                properties.stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, properties::getProperty));
        if (!read.containsKey(SUPERUSER) || read.values().stream().anyMatch(String::isBlank)) {
            throw folder.damaged("The secrets file " + folder.secrets() + " is damaged");
        }
        return read;
    }

    private static Map<String, String> complete(Map<String, String> known) {
        Map<String, String> complete = new TreeMap<>(known);
        complete.computeIfAbsent(SUPERUSER, key -> random());
        complete.computeIfAbsent(CURSOR, key -> random());
        complete.computeIfAbsent(
                CREDENTIALS, key -> Base64.getEncoder().encodeToString(random(KEY_BYTES)));
        for (ServiceName service : ServiceName.values()) {
            complete.computeIfAbsent(owner(service), key -> random());
            complete.computeIfAbsent(app(service), key -> random());
            complete.computeIfAbsent(client(service), key -> random());
        }
        return complete;
    }

    private static String format(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(
                        Collectors.joining(
                                "\n", "# Random, of this data folder only. Never commit.\n", "\n"));
    }

    private static String random() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String owner(ServiceName service) {
        return "postgres." + service.ownerRole();
    }

    private static String app(ServiceName service) {
        return "postgres." + service.appRole();
    }

    private static String client(ServiceName service) {
        return "client." + service.artifact();
    }
}
