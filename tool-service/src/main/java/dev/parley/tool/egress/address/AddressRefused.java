package dev.parley.tool.egress.address;

/** An address is refused. The message may be shown to whoever named it. */
public final class AddressRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal reason;

    AddressRefused(Refusal reason) {
        super(reason.text());
        this.reason = reason;
    }

    /** Why, for meters and logs. */
    public Refusal reason() {
        return reason;
    }
}
