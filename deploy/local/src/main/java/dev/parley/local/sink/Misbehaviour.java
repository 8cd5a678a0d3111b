package dev.parley.local.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/** What the sink does with a request. */
enum Misbehaviour {
    /** None: it has the effect and says so. */
    OK,
    /** It has the effect, and hangs up instead of answering. */
    EFFECT_THEN_DROP,
    /** It has the effect, and says 500. */
    EFFECT_THEN_500,
    /** It has the effect, and sends whoever asked elsewhere. */
    EFFECT_THEN_303,
    /** It says 500 and has no effect. */
    NO_EFFECT_500,
    /** It hangs up and has no effect. */
    DROP,
    /** It is too busy: 429 with {@code Retry-After: 0}, and no effect. */
    BUSY,
    /** It refuses for good: 422, and no effect. */
    REFUSE,
    /** It has the effect, and answers only when its gate is opened. */
    HANG;

    static Optional<Misbehaviour> parse(String name) {
        for (Misbehaviour one : values()) {
            if (one.wireName().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Names, separated by commas. */
    static Deque<Misbehaviour> plan(String names) {
        Deque<Misbehaviour> plan = new ArrayDeque<>();
        for (String name : names.replace("%2C", ",").split(",")) {
            plan.add(parse(name).orElse(OK));
        }
        return plan;
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean hasEffect() {
        return switch (this) {
            case OK, EFFECT_THEN_DROP, EFFECT_THEN_500, EFFECT_THEN_303, HANG -> true;
            case NO_EFFECT_500, DROP, BUSY, REFUSE -> false;
        };
    }
}
