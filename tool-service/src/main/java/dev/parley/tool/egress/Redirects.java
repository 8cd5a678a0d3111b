package dev.parley.tool.egress;

import dev.parley.tool.egress.address.AddressRefused;
import dev.parley.tool.egress.address.WebAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer asks to be done next (RFC 9110, section 15.4). Pure; whether one may go there is
 * vetted later.
 */
final class Redirects {

    private Redirects() {}

    sealed interface Next {

        /** The answer is the answer. */
        record Stay() implements Next {}

        /** Another request follows. */
        record Follow(EgressRequest request) implements Next {}

        /** Another request would follow, but does not. */
        record Stop(Loss reason) implements Next {}
    }

    /**
     * Decides.
     *
     * @param left how many redirects are still followed
     * @param following whether redirects are followed at all
     */
    static Next after(EgressRequest request, AnswerHead head, int left, boolean following) {
        List<String> locations = head.headers().all("Location");
        if (!following || !isRedirect(head.status()) || locations.isEmpty()) {
            return new Next.Stay();
        }
        if (left == 0) {
            return new Next.Stop(Loss.TOO_MANY_REDIRECTS);
        }
        WebAddress target = target(request.address(), locations);
        if (target == null || isDowngrade(request.address(), target)) {
            return new Next.Stop(Loss.REDIRECT_REFUSED);
        }
        return new Next.Follow(request(request, head.status(), target));
    }

    private static boolean isRedirect(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static @Nullable WebAddress target(WebAddress from, List<String> locations) {
        if (locations.size() > 1) {
            return null;
        }
        try {
            return from.resolve(locations.getFirst());
        } catch (AddressRefused e) {
            return null;
        }
    }

    /** What was meant for the other side alone is not told to everybody on the way. */
    private static boolean isDowngrade(WebAddress from, WebAddress to) {
        return from.origin().secure() && !to.origin().secure();
    }

    /** The secret part of the query is not sent again: the other side named another query. */
    private static EgressRequest request(EgressRequest before, int status, WebAddress target) {
        RequestHeaders headers =
                target.origin().equals(before.address().origin())
                        ? before.headers()
                        : before.headers().withoutSecrets();
        boolean becomesGet =
                switch (status) {
                    case 303 -> before.method() != Method.HEAD;
                    case 301, 302 -> before.method() == Method.POST;
                    default -> false;
                };
        return becomesGet
                ? new EgressRequest(Method.GET, target, headers, null, null)
                : new EgressRequest(before.method(), target, headers, null, before.body());
    }
}
