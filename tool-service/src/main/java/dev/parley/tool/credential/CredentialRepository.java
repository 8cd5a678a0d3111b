package dev.parley.tool.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.database.Sql;
import dev.parley.tool.credential.sealing.SealPlace;
import dev.parley.tool.credential.sealing.Sealed;
import dev.parley.tool.credential.sealing.WrappedKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows. Plain SQL, so that no second-level store ever holds one. */
@ApplicationScoped
class CredentialRepository {

    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

    private static final String COLUMNS =
            "SELECT tenant, id, name, kind, details, key_id, wrapped_key, sealed, version, created_at, updated_at FROM credential";

    private static final String INSERT =
            """
            INSERT INTO credential (tenant, id, name, kind, details, key_id, wrapped_key, sealed, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, name) DO NOTHING
            """;

    private static final String UPDATE =
            """
            UPDATE credential SET kind = ?, details = ?, key_id = ?, wrapped_key = ?, sealed = ?, version = ?, updated_at = ?
             WHERE tenant = ? AND id = ?
            """;

    private static final String OUTDATED =
            COLUMNS
                    + """
                     WHERE key_id = ? AND (tenant, id) > (?, ?) ORDER BY tenant, id LIMIT ? FOR UPDATE SKIP LOCKED
                    """;

    private final Sql sql;
    private final ObjectMapper mapper;

    @Inject
    CredentialRepository(Sql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** False if the name is taken. */
    boolean insert(StoredCredential row) {
        return sql.update(
                        INSERT,
                        row.tenant(),
                        row.place().id(),
                        row.name(),
                        row.place().kind(),
                        row.place().details(),
                        row.sealed().wrapped().keyId(),
                        row.sealed().wrapped().bytes(),
                        write(row.sealed().fields()),
                        row.version(),
                        row.createdAt(),
                        row.updatedAt())
                == 1;
    }

    void update(StoredCredential row) {
        sql.update(
                UPDATE,
                row.place().kind(),
                row.place().details(),
                row.sealed().wrapped().keyId(),
                row.sealed().wrapped().bytes(),
                write(row.sealed().fields()),
                row.version(),
                row.updatedAt(),
                row.tenant(),
                row.place().id());
    }

    void delete(StoredCredential row) {
        sql.update(
                "DELETE FROM credential WHERE tenant = ? AND id = ?",
                row.tenant(),
                row.place().id());
    }

    Optional<StoredCredential> find(String tenant, String name) {
        return sql.find(COLUMNS + " WHERE tenant = ? AND name = ?", this::read, tenant, name);
    }

    Optional<StoredCredential> lock(String tenant, String name) {
        return sql.find(
                COLUMNS + " WHERE tenant = ? AND name = ? FOR UPDATE", this::read, tenant, name);
    }

    /** By name, beginning after {@code after}. */
    List<StoredCredential> page(String tenant, String after, int limit) {
        return sql.list(
                COLUMNS + " WHERE tenant = ? AND name > ? ORDER BY name LIMIT ?",
                this::read,
                tenant,
                after,
                limit);
    }

    /** Of every tenant, those that are sealed with a key and lie behind a place, locked. */
    List<StoredCredential> sealedWith(String keyId, String tenant, UUID id, int limit) {
        return sql.list(OUTDATED, this::read, keyId, tenant, id, limit);
    }

    /** Changes the wrapping alone; to clients it is the same version. */
    void rewrap(StoredCredential row, WrappedKey wrapped) {
        sql.update(
                "UPDATE credential SET key_id = ?, wrapped_key = ? WHERE tenant = ? AND id = ?",
                wrapped.keyId(),
                wrapped.bytes(),
                row.tenant(),
                row.place().id());
    }

    /** How many rows of every tenant are sealed with which key. */
    Map<String, Long> countByKey() {
        return sql
                .list(
                        "SELECT key_id, count(*) AS rows FROM credential GROUP BY key_id",
                        row -> Map.entry(row.getString("key_id"), row.getLong("rows")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private StoredCredential read(ResultSet row) throws SQLException {
        return new StoredCredential(
                new SealPlace(
                        row.getString("tenant"),
                        row.getObject("id", UUID.class),
                        row.getString("kind"),
                        row.getString("details")),
                row.getString("name"),
                new Sealed(
                        new WrappedKey(row.getString("key_id"), row.getBytes("wrapped_key")),
                        parse(row.getString("sealed"))),
                row.getInt("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private String write(Map<String, String> fields) {
        try {
            return mapper.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always writable", e);
        }
    }

    private Map<String, String> parse(String fields) {
        try {
            return mapper.readValue(fields, FIELDS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are not readable", e);
        }
    }
}
