package dev.parley.torture.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.torture.client.Door.Answer;
import dev.parley.torture.history.History;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One user, who does one thing after the other until the round is over. */
public final class Client {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);
    private static final int ATTEMPTS = 200;
    private static final int TURNS_PER_CONVERSATION = 4;
    private static final int MOST_MESSAGES_AT_ONCE = 3;
    private static final int LONGEST_UNTIL_CANCEL_MILLIS = 1_500;

    private final String name;
    private final String agent;
    private final Door door;
    private final History history;
    private final RandomGenerator random;
    private int messages;

    /**
     * Prepares to talk.
     *
     * @param name tells this client from the others
     */
    public Client(String name, String agent, Door door, History history, RandomGenerator random) {
        this.name = name;
        this.agent = agent;
        this.door = door;
        this.history = history;
        this.random = random;
    }

    /**
     * Talks until the moment has come.
     *
     * @param deadline as {@link System#nanoTime} counts
     */
    public void until(long deadline) throws InterruptedException, IOException {
        while (System.nanoTime() - deadline < 0) {
            Optional<String> conversation = create();
            if (conversation.isEmpty()) {
                continue;
            }
            Reader reader = new Reader(name, conversation.get(), door, history, random);
            int expected = 0;
            for (int i = 0; i < TURNS_PER_CONVERSATION && System.nanoTime() - deadline < 0; i++) {
                reader.begin();
                int posted = post(conversation.get());
                if (random.nextInt(5) == 0) {
                    Thread.sleep(random.nextInt(LONGEST_UNTIL_CANCEL_MILLIS));
                    attempt("cancel", Map.of("conversation", conversation.get()), "/cancel", null);
                }
                expected += posted;
                reader.finish(expected);
            }
        }
    }

    /** Some messages at once, of which all but the first wait in the queue. */
    private int post(String conversation) throws InterruptedException {
        int accepted = 0;
        for (int i = random.nextInt(MOST_MESSAGES_AT_ONCE); i >= 0; i--) {
            String key = name + "-" + ++messages;
            Question question = Question.draw(key, random);
            Map<String, String> facts =
                    Map.of(
                            "conversation",
                            conversation,
                            "key",
                            key,
                            "content",
                            question.content(),
                            "expected",
                            question.expected());
            Optional<Answer> answer = attempt("post", facts, "/messages", key);
            accepted += answer.isPresent() ? 1 : 0;
            if (answer.isPresent() && random.nextInt(8) == 0) {
                // A client that lost the answer asks again; it must get the same.
                attempt("post", facts, "/messages", key);
            }
        }
        return accepted;
    }

    private Optional<String> create() throws InterruptedException {
        Optional<Answer> answer = attempt("create", Map.of("agent", agent), "", null);
        return answer.map(it -> it.json().path("id").asText());
    }

    /** Does it until it is done or refused for good, with the same key each time. */
    private Optional<Answer> attempt(
            String what, Map<String, String> facts, String path, @Nullable String key)
            throws InterruptedException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Answer answer = once(what, facts, path, key);
            if (answer != null) {
                return Optional.of(answer).filter(Answer::isOk);
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
        return Optional.empty();
    }

    /** One attempt; nothing if nobody knows what came of it, or if it may be tried again. */
    private @Nullable Answer once(
            String what, Map<String, String> facts, String path, @Nullable String key)
            throws InterruptedException {
        String conversation = facts.getOrDefault("conversation", "");
        String whole = "/v1/conversations" + (conversation.isEmpty() ? "" : "/" + conversation);
        String[] headers = key == null ? new String[0] : new String[] {"Idempotency-Key", key};
        History.Operation operation = history.invoke(name, what, facts);
        try {
            Answer answer = door.post(whole + path, body(facts), headers);
            if (answer.isOk()) {
                operation.ok(Facts.learnt(facts, answer));
                return answer;
            }
            operation.refused(Facts.refused(facts, answer), answer.isRefused());
            return answer.isRefused() ? answer : null;
        } catch (IOException e) {
            operation.info(Facts.broken(facts, e));
            return null;
        }
    }

    private static ObjectNode body(Map<String, String> facts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String field : new String[] {"agent", "content"}) {
            if (facts.containsKey(field)) {
                body.put(field, facts.get(field));
            }
        }
        return body;
    }
}
