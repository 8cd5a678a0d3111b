package dev.parley.local.model.value;

import dev.parley.local.model.language.Stem;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operators of an expression are called. */
public final class Operators {

    private static final Map<String, Set<String>> NAMES =
            Map.of(
                    " + ", stemsOf("add addition plus sum"),
                    " - ", stemsOf("subtract subtraction minus difference"),
                    " * ", stemsOf("multiply multiplication times product"),
                    " / ", stemsOf("divide division quotient"),
                    " ^ ", stemsOf("power exponent exponentiation pow"),
                    " % ", stemsOf("modulo mod remainder"));

    private Operators() {}

    /** Stems of the names of the operators in an expression, and the operators themselves. */
    public static Set<String> stems(String expression) {
        return NAMES.entrySet().stream()
                .filter(entry -> expression.contains(entry.getKey()))
                .flatMap(entry ->
                        Stream.concat(entry.getValue().stream(), Stream.of(entry.getKey().strip())))
                .collect(Collectors.toSet());
    }

    private static Set<String> stemsOf(String words) {
        return Stream.of(words.split(" ")).map(Stem::of).collect(Collectors.toUnmodifiableSet());
    }
}
