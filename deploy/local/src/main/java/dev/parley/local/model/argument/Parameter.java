package dev.parley.local.model.argument;

import dev.parley.local.model.language.Word;
import dev.parley.local.model.language.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One value that a tool takes; those of nested objects are listed one by one.
 *
 * @param path names from the outermost object inwards
 * @param required whether the tool can't be called without it
 * @param requiredInParent whether the object that it is in can't be given without it
 */
record Parameter(
        List<String> path,
        Schema schema,
        boolean required,
        boolean requiredInParent,
        List<Word> nameWords,
        Set<Trait> traits) {

    private static final int DEEPEST = 4;
    private static final int MOST = 60;

    static List<Parameter> of(Schema schema) {
        List<Parameter> parameters = new ArrayList<>();
        collect(schema, List.of(), true, parameters);
        return parameters;
    }

    private static void collect(
            Schema schema, List<String> path, boolean required, List<Parameter> into) {
        for (Map.Entry<String, Schema> property : schema.properties().entrySet()) {
            if (into.size() >= MOST) {
                return;
            }
            List<String> inner = new ArrayList<>(path);
            inner.add(property.getKey());
            boolean neededHere = schema.required().contains(property.getKey());
            Schema type = property.getValue();
            boolean nested = type.type() == Schema.Type.OBJECT && inner.size() < DEEPEST;
            if (nested && !type.properties().isEmpty()) {
                collect(type, inner, required && neededHere, into);
            } else {
                into.add(of(inner, type, required, neededHere));
            }
        }
    }

    private static Parameter of(List<String> path, Schema schema, boolean parent, boolean here) {
        List<Word> name = Words.ofIdentifier(path.getLast());
        Set<Trait> traits = Trait.of(name, Words.of(schema.description()));
        return new Parameter(List.copyOf(path), schema, parent && here, here, name, traits);
    }

    /** One item of this list. */
    Parameter item() {
        return withSchema(schema.items());
    }

    Parameter withSchema(Schema other) {
        return new Parameter(path, other, required, requiredInParent, nameWords, traits);
    }

    /** The same, read as running text. */
    Parameter asProse() {
        return new Parameter(
                path, schema, required, requiredInParent, nameWords, Set.of(Trait.LONG_TEXT));
    }

    List<String> parentPath() {
        return path.subList(0, path.size() - 1);
    }

    /** A schema has one parameter a path; comparing whole schemas would take long. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Parameter parameter && path.equals(parameter.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    boolean hasAny(Trait... some) {
        return List.of(some).stream().anyMatch(traits::contains);
    }

    Schema.Type type() {
        return schema.type();
    }

    String dottedPath() {
        return String.join(".", path);
    }

    boolean isNamed(String word) {
        return nameWords.stream().anyMatch(it -> it.lower().equals(word));
    }

    /** Whether the description, pattern or an example mentions this. */
    boolean mentions(String text) {
        String told =
                schema.description()
                        + schema.node().path("pattern")
                        + schema.node().path("examples");
        return told.toLowerCase(Locale.ROOT).contains(text);
    }
}
