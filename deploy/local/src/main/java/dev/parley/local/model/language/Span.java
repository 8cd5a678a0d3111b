package dev.parley.local.model.language;

/** A stretch of a text, from {@code start} up to but not including {@code end}. */
public record Span(int start, int end) {

    public boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }

    public boolean contains(int position) {
        return start <= position && position < end;
    }

    public String of(String text) {
        return text.substring(start, end);
    }
}
