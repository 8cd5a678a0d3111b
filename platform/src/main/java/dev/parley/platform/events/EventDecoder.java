package dev.parley.platform.events;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.platform.json.TextPolicy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record's bytes as an event, or says why it cannot be one. */
final class EventDecoder<T> {

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 8 << 10;

    private final Class<T> type;
    private final int maxVersion;
    private final JsonMapper mapper;

    EventDecoder(Class<T> type, int maxVersion, JsonMapper mapper) {
        this.type = type;
        this.maxVersion = maxVersion;
        this.mapper = mapper;
    }

    T decode(ConsumerRecord<byte[], byte[]> kafkaRecord) throws Unreadable {
        checkHeaders(kafkaRecord);
        if (kafkaRecord.key() == null) {
            throw new Unreadable("missing-key", "the record has no key");
        }
        if (kafkaRecord.value() == null) {
            throw new Unreadable("undecodable", "the record has no value");
        }
        JsonNode tree = parse(kafkaRecord.value());
        checkEnvelope(tree);
        return bind(tree);
    }

    private static void checkHeaders(ConsumerRecord<byte[], byte[]> kafkaRecord) throws Unreadable {
        int count = 0;
        for (var header : kafkaRecord.headers()) {
            boolean oversize = header.value() != null && header.value().length > MAX_HEADER_BYTES;
            if (++count > MAX_HEADERS || oversize) {
                throw new Unreadable("header-invalid", "too many headers or one that is too large");
            }
        }
    }

    private JsonNode parse(byte[] value) throws Unreadable {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
            TextPolicy.check(text);
            return mapper.readTree(text);
        } catch (CharacterCodingException e) {
            throw new Unreadable("undecodable", "the value is not UTF-8");
        } catch (StreamConstraintsException e) {
            throw new Unreadable("undecodable", "the value is too deep or too large");
        } catch (JsonParseException e) {
            throw new Unreadable("undecodable", "the value is not JSON");
        } catch (JsonProcessingException | TextPolicy.Violation e) {
            throw new Unreadable("schema-invalid", "the value breaks the rules for events");
        }
    }

    private void checkEnvelope(JsonNode tree) throws Unreadable {
        if (!tree.isObject()) {
            throw new Unreadable("schema-invalid", "the value is not an object");
        }
        if (!tree.path("version").isInt()) {
            throw new Unreadable("schema-version-missing", "the event says no version");
        }
        int version = tree.path("version").intValue();
        if (version < 1 || version > maxVersion) {
            throw new Unreadable(
                    "schema-version-unknown", "version " + version + " is not known here");
        }
    }

    private T bind(JsonNode tree) throws Unreadable {
        try {
            return mapper.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            boolean tenantMissing = e.getOriginalMessage().contains("'tenant'");
            throw new Unreadable(
                    tenantMissing ? "tenant-missing" : "schema-invalid",
                    "a required field is missing or of the wrong type");
        }
    }
}
