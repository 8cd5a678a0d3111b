package dev.parley.agent.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a query, of those whose value is given. */
final class Conditions {

    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String condition, @Nullable Object value) {
        if (value != null) {
            texts.add(condition);
            values.add(value);
        }
    }

    String where() {
        return " WHERE " + String.join(" AND ", texts);
    }

    Object[] valuesAnd(Object last) {
        List<Object> all = new ArrayList<>(values);
        all.add(last);
        return all.toArray();
    }
}
