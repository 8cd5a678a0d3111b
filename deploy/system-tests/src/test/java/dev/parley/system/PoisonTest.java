package dev.parley.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parley.local.layout.ServiceName;
import dev.parley.system.client.Api;
import dev.parley.system.client.Conversation;
import dev.parley.system.client.LogRules;
import dev.parley.system.hostile.PoisonTopic;
import dev.parley.system.hostile.PoisonTopic.Placed;
import dev.parley.system.suite.Suite;
import dev.parley.system.suite.SuiteExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records that nobody can read go to the dead-letter topic, once and unchanged; the rest goes on.
 */
@ExtendWith(SuiteExtension.class)
class PoisonTest {

    private static final byte[] KEY = "key".getBytes(StandardCharsets.UTF_8);
    private static final String VALID_ENVELOPE = "{\"version\":1,\"tenant\":\"t\",\"nonce\":\"";

    private final Suite suite;

    PoisonTest(Suite suite) {
        this.suite = suite;
    }

    @ParameterizedTest
    @CsvSource({
        "parley.messages,agent-service",
        "parley.run-events,conversation-service",
        "parley.telemetry,monitoring-service"
    })
    void buriesEachPoisonOnceAndGoesOn(String topic, String group) {
        try (PoisonTopic kafka = new PoisonTopic(suite.ports().kafka(), topic)) {
            Map<String, Placed> poison = new LinkedHashMap<>();
            poisons().forEach((code, value) -> poison.put(code, kafka.send(KEY, value)));
            poison.put("missing-key", kafka.send(null, unique("\"type\":\"x\"}")));

            Map<String, ConsumerRecord<byte[], byte[]>> dead = new LinkedHashMap<>();
            poison.forEach((code, placed) -> dead.put(code, kafka.awaitDead(placed)));

            goodTrafficGoesOn();
            poison.forEach((what, placed) -> {
                ConsumerRecord<byte[], byte[]> letter = Objects.requireNonNull(dead.get(what));
                assertEquals(1, kafka.deadCopiesOf(placed), what);
                assertArrayEquals(placed.value(), letter.value(), what);
                assertArrayEquals(placed.key(), letter.key(), what);
                assertHeaders(what, placed, letter, topic, group);
            });
        }
    }

    private static void assertHeaders(
            String what,
            Placed placed,
            ConsumerRecord<byte[], byte[]> letter,
            String topic,
            String group) {
        String code = what.replaceAll(" .*", "");
        assertEquals(code, PoisonTopic.header(letter, "dlq-code"), what);
        assertEquals(topic, PoisonTopic.header(letter, "dlq-topic"));
        assertEquals(
                Integer.toString(placed.partition()), PoisonTopic.header(letter, "dlq-partition"));
        assertEquals(Long.toString(placed.offset()), PoisonTopic.header(letter, "dlq-offset"));
        assertEquals(group, PoisonTopic.header(letter, "dlq-group"));
        assertEquals("1", PoisonTopic.header(letter, "dlq-attempts"));
        assertTrue(PoisonTopic.header(letter, "dlq-first-at").matches("\\d{4}-.*Z"));
    }

    /** By the code that is expected, with a word to tell those of the same code apart. */
    private static Map<String, byte[]> poisons() {
        byte[] noise = new byte[300];
        ThreadLocalRandom.current().nextBytes(noise);
        noise[0] = (byte) 0xff;
        Map<String, byte[]> poisons = new LinkedHashMap<>();
        poisons.put("undecodable noise", noise);
        poisons.put("undecodable cut", unique("\"type\":"));
        poisons.put(
                "undecodable deep", unique("\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"));
        poisons.put("schema-invalid shape", unique("\"conversation_id\":[1,2]}"));
        poisons.put("schema-version-missing x", text("{\"nonce\":\"" + UUID.randomUUID() + "\"}"));
        poisons.put(
                "schema-version-unknown x",
                text("{\"version\":99,\"nonce\":\"" + UUID.randomUUID() + "\"}"));
        poisons.put("schema-invalid array", text("[\"" + UUID.randomUUID() + "\"]"));
        return poisons;
    }

    private static byte[] unique(String rest) {
        return text(VALID_ENVELOPE + UUID.randomUUID() + "\"," + rest);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void goodTrafficGoesOn() {
        Api api =
                new Api(suite.url(ServiceName.CONVERSATION), suite.token("poison", "ada", "user"));
        List<Conversation> conversations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            conversations.add(Conversation.create(api, "assistant"));
        }
        for (Conversation conversation : conversations) {
            LogRules.check(conversation, conversation.ask("What is 2 + 2?"));
        }
    }
}
