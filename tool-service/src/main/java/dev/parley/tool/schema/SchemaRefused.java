package dev.parley.tool.schema;

/** A schema is not taken. */
public final class SchemaRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String pointer;

    SchemaRefused(String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    /** Where in the schema, as a JSON Pointer. */
    public String pointer() {
        return pointer;
    }

    /** What is wrong and what to do about it, to be read after the pointer. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
