package dev.parley.tool.egress;

import java.time.Duration;

/**
 * What one exchange may take.
 *
 * @param total how long in all, with name resolution, redirects and the body
 * @param idle how long the other side may be silent
 * @param redirects how many are followed; 0 gives the redirect itself as the answer
 * @param responseBytes how large the body may be, decompressed
 */
public record Allowance(Duration total, Duration idle, int redirects, long responseBytes) {

    public Allowance {
        if (total.compareTo(Duration.ZERO) <= 0 || idle.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("an exchange needs some time");
        }
        if (redirects < 0 || responseBytes < 0) {
            throw new IllegalArgumentException("a limit is not negative");
        }
    }

    static Allowance of(EgressConfig config) {
        return new Allowance(
                config.totalTimeout(),
                config.idleTimeout(),
                config.maxRedirects(),
                config.maxResponseBytes());
    }

    /** With another total. */
    public Allowance withTotal(Duration time) {
        return new Allowance(time, idle, redirects, responseBytes);
    }

    /** With another patience for silence. */
    public Allowance withIdle(Duration time) {
        return new Allowance(total, time, redirects, responseBytes);
    }

    /** With another number of redirects. */
    public Allowance withRedirects(int count) {
        return new Allowance(total, idle, count, responseBytes);
    }

    /** With another size of the body. */
    public Allowance withResponseBytes(long bytes) {
        return new Allowance(total, idle, redirects, bytes);
    }
}
