package dev.parley.tool.egress;

import dev.parley.tool.egress.address.Refusal;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What became of a request, and above all whether the other side may have got it: {@link Refused}
 * and {@link NotSent} say that it has not, so that it can be sent again without a second effect.
 *
 * @param <A> {@link Answer} or {@link StreamedAnswer}
 */
public sealed interface Outcome<A> {

    /** The other side answered, whatever its status says. */
    record Answered<A>(A answer) implements Outcome<A> {}

    /** Nothing left: the address is not one that requests go to. */
    record Refused<A>(Refusal reason) implements Outcome<A> {}

    /** Nothing left: there was no way to the other side. */
    record NotSent<A>(Unsent reason) implements Outcome<A> {}

    /**
     * The request may have left, and no whole answer came.
     *
     * @param status of the answer that was cut off, or of the redirect that was not followed to its
     *     end, if there was one
     */
    record Lost<A>(Loss reason, OptionalInt status) implements Outcome<A> {}

    /** What becomes of an answer; everything else stays what it is. */
    default <B> Outcome<B> then(Function<? super A, Outcome<B>> next) {
        return switch (this) {
            case Answered<A>(A answer) -> next.apply(answer);
            case Refused<A>(Refusal reason) -> new Refused<>(reason);
            case NotSent<A>(Unsent reason) -> new NotSent<>(reason);
            case Lost<A>(Loss reason, OptionalInt status) -> new Lost<>(reason, status);
        };
    }
}
