package dev.parley.platform.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query whose filters may be left out. The texts are constants, never input.
 */
public final class Conditions {

    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Adds a condition with one parameter, unless its value is null. */
    public void add(String condition, @Nullable Object value) {
        if (value != null) {
            texts.add(condition);
            values.add(value);
        }
    }

    /** All of them, after {@code WHERE}; at least one must have been added. */
    public String where() {
        return " WHERE " + String.join(" AND ", texts);
    }

    /** Their parameters, and one more that follows them. */
    public Object[] valuesAnd(Object last) {
        List<Object> all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }
}
