package dev.parley.platform.problem;

/** A way to refuse, stable for clients. Each service has one enum of these. */
public interface ErrorCode {

    /** The slug that clients match on, such as {@code not-found}. */
    String code();

    /** What kind of refusal this is, in a few words. */
    String title();

    /** The HTTP status that goes with it. */
    int status();
}
