package dev.parley.local.model.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.local.model.chat.InvalidRequest;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object of a script; every one must be read, so that a typo is an error and not
 * a silent default.
 */
final class Fields {

    private final JsonNode object;
    private final String where;
    private final Set<String> read = new HashSet<>();

    Fields(JsonNode object, String where) {
        if (!object.isObject()) {
            throw invalid(where + " must be a JSON object.", where);
        }
        this.object = object;
        this.where = where;
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode any(String name) {
        read.add(name);
        return object.path(name);
    }

    /** Null when the field isn't there. */
    @Nullable JsonNode anyOrNull(String name) {
        read.add(name);
        return object.get(name);
    }

    Fields object(String name) {
        return new Fields(any(name), at(name));
    }

    String text(String name) {
        JsonNode value = any(name);
        if (!value.isTextual()) {
            throw invalid(at(name) + " must be a string.", at(name));
        }
        return value.asText();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    int number(String name, int most) {
        JsonNode value = any(name);
        if (!value.isInt() || value.asInt() < 0 || value.asInt() > most) {
            throw invalid(at(name) + " must be a whole number from 0 to " + most + ".", at(name));
        }
        return value.asInt();
    }

    int number(String name, int most, int otherwise) {
        return has(name) ? number(name, most) : otherwise;
    }

    OptionalInt numberIfThere(String name, int most) {
        return has(name) ? OptionalInt.of(number(name, most)) : OptionalInt.empty();
    }

    boolean flag(String name) {
        JsonNode value = any(name);
        if (!value.isBoolean() || !value.asBoolean()) {
            throw invalid(at(name) + " must be true.", at(name));
        }
        return true;
    }

    /** Throws {@link InvalidRequest} naming a field that nobody read. */
    void checkAllRead() {
        object.fieldNames()
                .forEachRemaining(name -> {
                    if (!read.contains(name)) {
                        throw invalid(
                                "The script has a field that doesn't exist or doesn't go here: "
                                        + at(name)
                                        + ".",
                                at(name));
                    }
                });
    }

    String at(String name) {
        return where.isEmpty() || name.isEmpty() ? where + name : where + "." + name;
    }

    static InvalidRequest invalid(String message, String param) {
        return new InvalidRequest(400, message, param, "invalid_script");
    }
}
