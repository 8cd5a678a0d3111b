package dev.parley.tool.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.parley.platform.problem.FieldError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A schema that was checked: what is held against it is compared in bounded time. */
public final class JsonSchema {

    private static final int MAX_FAULTS = 20;
    private static final int MAX_DIGITS = 2_000;
    private static final int MAX_MESSAGE = 500;

    private final JsonNode source;
    private final Schema validator;
    private final int deepestValue;

    JsonSchema(JsonNode source, Schema validator, int deepestValue) {
        this.source = source;
        this.validator = validator;
        this.deepestValue = deepestValue;
    }

    /** The schema as it was written. */
    public JsonNode source() {
        return source;
    }

    /**
     * What in a value does not fit, up to 20 faults, in words that help to mend it.
     *
     * @param at the JSON Pointer of the value, which the pointers of the faults begin with
     */
    public List<FieldError> faults(JsonNode value, String at) {
        if (depth(value) > deepestValue) {
            return List.of(
                    new FieldError(
                            at,
                            "too-deep",
                            "is nested too deeply: at most "
                                    + deepestValue
                                    + " levels can be compared with this schema"));
        }
        Optional<String> endless = endlessNumber(value, at);
        if (endless.isPresent()) {
            return List.of(
                    new FieldError(
                            endless.get(),
                            "too-long",
                            "must be a number of at most " + MAX_DIGITS + " digits"));
        }
        return validator.validate(value).stream()
                .limit(MAX_FAULTS)
                .map(fault -> fault(fault, at))
                .toList();
    }

    private static FieldError fault(Error fault, String at) {
        String message = fault.getMessage();
        return new FieldError(
                at + fault.getInstanceLocation(),
                String.valueOf(fault.getKeyword()),
                message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message);
    }

    /** Where a number stands that takes pages to write down: calculating with it takes for ever. */
    private static Optional<String> endlessNumber(JsonNode value, String at) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            boolean endless = number.precision() + Math.abs((long) number.scale()) > MAX_DIGITS;
            return endless ? Optional.of(at) : Optional.empty();
        }
        if (value.isArray()) {
            return IntStream.range(0, value.size())
                    .mapToObj(i -> endlessNumber(value.get(i), at + '/' + i))
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        return value.properties().stream()
                .map(field ->
                        endlessNumber(
                                field.getValue(), at + '/' + SchemaWalk.escaped(field.getKey())))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static int depth(JsonNode value) {
        int deepest = -1;
        for (JsonNode child : value) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + 1;
    }
}
