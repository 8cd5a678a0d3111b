package dev.parley.platform.cache;

/** Redis did not do it in time, or is not asked at present. Whether it did it later is unknown. */
final class RedisAwayException extends Exception {

    RedisAwayException(String what, Throwable cause) {
        super(what, cause);
    }
}
