package dev.parley.tool.mcp.client.tool;

/** A definition is not taken. Never leaves the package. */
final class Unfit extends Exception {

    private static final long serialVersionUID = 1L;

    Unfit(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
