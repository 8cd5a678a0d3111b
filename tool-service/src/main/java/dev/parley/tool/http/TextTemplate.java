package dev.parley.tool.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.tool.invocation.ToolFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text with holes for arguments, in braces; braces of the text itself are doubled. */
final class TextTemplate {

    private static final Pattern HOLE =
            Pattern.compile("\\$call_id|[A-Za-z0-9_.-]{1,64}(/[A-Za-z0-9_.-]{1,64}){0,7}");

    private final List<Part> parts;

    private TextTemplate(List<Part> parts) {
        this.parts = parts;
    }

    private sealed interface Part {}

    private record Literal(String text) implements Part {}

    private record Hole(String name) implements Part {}

    /** Reads a template that stands at a place of a configuration. */
    static TextTemplate parse(String pointer, String text) throws TemplateRefused {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == c;
            if (c == '{' && !doubled) {
                int end = text.indexOf('}', at);
                parts.add(new Literal(literal.toString()));
                literal.setLength(0);
                parts.add(hole(pointer, end < 0 ? "" : text.substring(at + 1, end)));
                at = end + 1;
            } else if (c == '}' && !doubled) {
                throw new TemplateRefused(
                        pointer, "has a } without a {; write }} for the brace itself");
            } else {
                literal.append(c);
                at += c == '{' || c == '}' ? 2 : 1;
            }
        }
        parts.add(new Literal(literal.toString()));
        return new TextTemplate(List.copyOf(parts));
    }

    private static Hole hole(String pointer, String name) throws TemplateRefused {
        if (!HOLE.matcher(name).matches()) {
            throw new TemplateRefused(
                    pointer,
                    "must have the name of an argument between { and }, such as {order_id}; write {{ for the brace itself");
        }
        return new Hole(name);
    }

    /** The names of its holes. */
    List<String> holes() {
        return parts.stream()
                .filter(Hole.class::isInstance)
                .map(part -> ((Hole) part).name())
                .toList();
    }

    /** The text with something harmless in its holes. */
    String example() {
        return parts.stream()
                .map(part ->
                        switch (part) {
                            case Literal(String text) -> text;
                            case Hole _ -> "x";
                        })
                .collect(Collectors.joining());
    }

    /** The hole that is all of it, if it is one hole and nothing else. */
    Optional<String> onlyHole() {
        boolean bare =
                parts.stream()
                        .allMatch(part -> part instanceof Hole || part.equals(new Literal("")));
        return bare && holes().size() == 1 ? Optional.of(holes().getFirst()) : Optional.empty();
    }

    /** The text with its holes filled; nothing if there is nothing to fill one with. */
    Optional<String> fill(Arguments arguments) throws ToolFailure {
        return fill(arguments, value -> value);
    }

    /** The same, with what fills a hole written in another way. */
    Optional<String> fill(Arguments arguments, UnaryOperator<String> writing) throws ToolFailure {
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Literal(String text) -> filled.append(text);
                case Hole(String name) -> {
                    JsonNode value = arguments.at(name);
                    if (value.isMissingNode()) {
                        return Optional.empty();
                    }
                    filled.append(writing.apply(Arguments.text(name, value)));
                }
            }
        }
        return Optional.of(filled.toString());
    }
}
