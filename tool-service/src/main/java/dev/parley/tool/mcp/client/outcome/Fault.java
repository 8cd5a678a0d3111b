package dev.parley.tool.mcp.client.outcome;

import dev.parley.platform.json.TextPolicy;

/**
 * Why something was not done.
 *
 * @param text one sentence for whoever asked; may quote the server
 * @param left whether anything of the request had left by then
 */
public record Fault(FaultReason reason, String text, boolean left) {

    private static final int MAX_QUOTE = 500;

    /** A fault before anything has left, or of something that leaves no trace. */
    public Fault(FaultReason reason, String text) {
        this(reason, text, false);
    }

    /** The same of a request that had left, if only to be refused. */
    public Fault afterLeaving() {
        return new Fault(reason, text, true);
    }

    /** The same as what kept another request from leaving. */
    public Fault beforeLeaving() {
        return new Fault(reason, text, false);
    }

    /** The same in other words. */
    public Fault saying(String words) {
        return new Fault(reason, words, left);
    }

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
