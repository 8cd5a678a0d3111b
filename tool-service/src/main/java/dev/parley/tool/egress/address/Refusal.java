package dev.parley.tool.egress.address;

/**
 * Why nothing is sent to an address.
 *
 * <p>What can be told from the address alone has a sentence of its own. What is known only after a
 * look at the network shares the sentence of an address that does not answer, so that nobody learns
 * from refusals which machines there are; the constant is for meters and logs.
 */
public enum Refusal {
    /** Not a URL, or one that two parsers could read differently. */
    MALFORMED(
            "The address must be a plain URL such as https://api.example.com/v1/items, of at most 8000 characters, percent-encoded, and with a host of ASCII letters, digits, dots and hyphens."),

    /** Neither http nor https. */
    SCHEME("The address must begin with https:// or http://."),

    /** A name or password before the host. */
    USER_INFO(
            "The address must not hold a user name or password; store them as a credential instead."),

    /** A host of digits that is no canonical address. */
    NUMERIC_HOST(
            "A numeric host must be four decimal numbers without leading zeros, such as 203.0.113.7, or an IPv6 address in brackets."),

    /** A port that this installation does not let out. */
    PORT(
            "The port of the address is not allowed here; use the standard port of its scheme, or ask the operator."),

    /** A name without a dot, or one of those that mean this machine. */
    PRIVATE_NAME(Unreachable.TEXT),

    /** An address within a network that is not the public internet. */
    PRIVATE_ADDRESS(Unreachable.TEXT);

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** One sentence that may be shown to whoever named the address. */
    public String text() {
        return text;
    }
}
