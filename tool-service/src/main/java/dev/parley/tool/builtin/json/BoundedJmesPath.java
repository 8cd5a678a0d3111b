package dev.parley.tool.builtin.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.function.FunctionRegistry;
import io.burt.jmespath.jackson.JacksonRuntime;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * JMESPath for one query, which pays for what it does. The language has no loops and no regular
 * expressions, but a dozen characters double a list, and thirty of such dozens fill any memory.
 */
final class BoundedJmesPath extends JacksonRuntime {

    private static final long MAX_STEPS = 3_000_000;
    private static final long MAX_CREATED = 300_000;
    private static final int MAX_TEXT = 250_000;
    private static final long MAX_NANOS = 1_000_000_000L;
    private static final int CHARS_OF_AN_ELEMENT = 16;
    private static final int STEPS_BETWEEN_LOOKS = 1024;

    private final long end = System.nanoTime() + MAX_NANOS;
    private long steps;
    private long created;

    BoundedJmesPath() {
        super(
                RuntimeConfiguration.builder()
                        .withFunctionRegistry(
                                FunctionRegistry.defaultRegistry()
                                        .extend(new BoundedJoin(MAX_TEXT)))
                        .build());
    }

    /** The query costs more than may be. */
    static final class TooExpensive extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    JsonNode search(JsonNode document, String query) {
        return compile(query).search(document);
    }

    private void step(long count) {
        long before = steps;
        steps += count;
        boolean look = before / STEPS_BETWEEN_LOOKS != steps / STEPS_BETWEEN_LOOKS;
        if (steps > MAX_STEPS || (look && System.nanoTime() > end)) {
            throw new TooExpensive();
        }
    }

    private void create(long count) {
        step(count);
        created += count;
        if (created > MAX_CREATED) {
            throw new TooExpensive();
        }
    }

    /** Every loop of the language goes over such a list. */
    @Override
    public List<JsonNode> toList(JsonNode value) {
        step(value.size() + 1L);
        return new Elements(super.toList(value));
    }

    @Override
    public JsonNode createArray(Collection<JsonNode> elements) {
        create(elements.size() + 1L);
        return super.createArray(elements);
    }

    @Override
    public JsonNode createObject(Map<JsonNode, JsonNode> fields) {
        create(fields.size() + 1L);
        return super.createObject(fields);
    }

    @Override
    public JsonNode createString(String text) {
        create(text.length() / CHARS_OF_AN_ELEMENT + 1L);
        return super.createString(text);
    }

    /** Of anything but text it is JSON, which is measured before it is written. */
    @Override
    public String toString(JsonNode value) {
        step(1);
        if (!value.isTextual() && !ResultSize.fits(value, MAX_TEXT, Integer.MAX_VALUE)) {
            throw new TooExpensive();
        }
        return super.toString(value);
    }

    @Override
    public int compare(JsonNode left, JsonNode right) {
        step(1);
        JmesPathType type = typeOf(left);
        boolean nested = type == JmesPathType.ARRAY || type == JmesPathType.OBJECT;
        return nested ? (isSame(left, right) ? 0 : -1) : super.compare(left, right);
    }

    private boolean isSame(JsonNode left, JsonNode right) {
        if (typeOf(left) != typeOf(right) || left.size() != right.size()) {
            return false;
        }
        if (left.isObject()) {
            return left.properties().stream()
                    .allMatch(field ->
                            right.has(field.getKey())
                                    && compare(field.getValue(), right.get(field.getKey())) == 0);
        }
        for (int i = 0; i < left.size(); i++) {
            if (compare(left.get(i), right.get(i)) != 0) {
                return false;
            }
        }
        return true;
    }

    /** A list whose search compares as this runtime does. */
    private final class Elements extends AbstractList<JsonNode> {

        private final List<JsonNode> elements;

        private Elements(List<JsonNode> elements) {
            this.elements = elements;
        }

        @Override
        public JsonNode get(int index) {
            return elements.get(index);
        }

        @Override
        public int size() {
            return elements.size();
        }

        @Override
        public boolean contains(Object wanted) {
            return wanted instanceof JsonNode node
                    && elements.stream().anyMatch(element -> compare(element, node) == 0);
        }
    }
}
