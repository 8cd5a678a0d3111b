package dev.parley.tool.limit;

/** Redis does not answer, or is left alone for a while. */
final class RedisAway extends Exception {

    private static final long serialVersionUID = 1L;

    RedisAway(Exception cause) {
        super(cause.getMessage(), cause, false, false);
    }
}
