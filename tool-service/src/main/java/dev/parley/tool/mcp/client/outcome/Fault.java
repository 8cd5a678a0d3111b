package dev.parley.tool.mcp.client.outcome;

import dev.parley.platform.json.TextPolicy;

/**
 * Why something was not done.
 *
 * @param text one sentence for whoever asked; may quote the server
 */
public record Fault(FaultReason reason, String text) {

    private static final int MAX_QUOTE = 500;

    /** A fault that quotes what the server said, as far as that is short and can be stored. */
    public static Fault quoting(FaultReason reason, String text, String said) {
        String quote = TextPolicy.sanitise(said.strip());
        String cut =
                quote.length() <= MAX_QUOTE
                        ? quote
                        : quote.substring(0, quote.offsetByCodePoints(0, MAX_QUOTE / 2)) + "…";
        return new Fault(reason, cut.isEmpty() ? text : text + " It says: " + cut);
    }

    /** A fault of the protocol. */
    public static Fault broken(String text) {
        return new Fault(FaultReason.PROTOCOL_BROKEN, text);
    }
}
