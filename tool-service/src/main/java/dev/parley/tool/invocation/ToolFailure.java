package dev.parley.tool.invocation;

/**
 * The arguments fit the schema, but there is no result for them. The message tells a model how to
 * mend the call.
 */
public final class ToolFailure extends Exception {

    private final String code;

    /** A failure that its reader can do something about. */
    public ToolFailure(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable slug, such as {@code division-by-zero}. */
    public String code() {
        return code;
    }
}
