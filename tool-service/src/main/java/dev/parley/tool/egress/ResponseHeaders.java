package dev.parley.tool.egress;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;

/** The headers of an answer, by name without regard to case. */
public final class ResponseHeaders {

    private final List<Field> fields;

    private ResponseHeaders(List<Field> fields) {
        this.fields = fields;
    }

    static ResponseHeaders of(Header[] headers) {
        return new ResponseHeaders(
                Stream.of(headers)
                        .map(header -> new Field(header.getName(), header.getValue()))
                        .toList());
    }

    /** One header as it came. */
    public record Field(String name, String value) {}

    /** The first value of a header. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a header, in their order. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** All headers, in their order. */
    public List<Field> fields() {
        return fields;
    }

    /** How many; the values may be secrets. */
    @Override
    public String toString() {
        return fields.size() + " headers";
    }
}
