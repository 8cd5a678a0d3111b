package dev.parley.platform.problem;

/** A way to refuse, stable for clients. Each service has one enum of these. */
public interface ErrorCode {

    /** What clients get to see of it. */
    Refusal refusal();

    /** The slug that clients match on, such as {@code not-found}. */
    default String code() {
        return refusal().code();
    }

    /** What kind of refusal this is, in a few words. */
    default String title() {
        return refusal().title();
    }

    /** The HTTP status that goes with it. */
    default int status() {
        return refusal().status();
    }
}
