package dev.parley.tool.openapi;

import dev.parley.tool.invocation.Effects;
import java.util.Map;
import java.util.Objects;

/** What a model, and who approves, is told of an operation. */
record OperationSummary(Document.Operation operation, ImportRequest wanted) {

    private static final int MAX_DESCRIPTION = 1_024;
    private static final int MAX_NAME = 64;

    /** As the operation would have it; the same as others' at worst. */
    String name() {
        String prefix = Objects.requireNonNullElse(wanted.prefix(), "");
        String plain =
                operation
                        .name()
                        .replaceAll("[^A-Za-z0-9_-]+", "_")
                        .replaceAll("^_+|_+$", "")
                        .replaceAll("_{2,}", "_");
        String name = prefix + (plain.isEmpty() ? operation.method() : plain);
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    /** What a model chooses by: what the operation does, not how it is addressed. */
    String description() {
        String summary = operation.body().path("summary").asText().strip();
        String detail = operation.body().path("description").asText().strip();
        String both = detail.isEmpty() ? summary : summary + "\n\n" + detail;
        String text = detail.startsWith(summary) ? detail : both;
        if (operation.body().path("deprecated").asBoolean()) {
            text = "Deprecated. " + text;
        }
        return text.isBlank() ? operation.methodAndPath() : shortened(text);
    }

    /** As somebody says, or as the method promises. */
    Effects effects() {
        Map<String, Effects> given = Objects.requireNonNullElse(wanted.effects(), Map.of());
        Effects said = given.getOrDefault(operation.name(), given.get(operation.methodAndPath()));
        if (said != null) {
            return said;
        }
        return switch (operation.method()) {
            case "get", "head" -> Effects.NONE;
            // RFC 9110, 9.2.2
            case "put", "delete" -> Effects.IDEMPOTENT;
            default -> Effects.UNSAFE;
        };
    }

    static String shortened(String text) {
        return text.length() <= MAX_DESCRIPTION
                ? text
                : text.substring(0, MAX_DESCRIPTION - 1) + '…';
    }
}
