package dev.earshot.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;

/** A token bucket for each holder of a limit. Idle holders are forgotten once their bucket is full. */
@RegisterForReflection(
        // Caffeine finds both by names that it puts together from what the cache is to do.
        classNames = {"com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS"})
public final class RateLimiter {
    private static final int MOST_KNOWN = 100_000;

    private final int capacity;
    private final LoadingCache<String, Bucket> buckets;

    /** @param capacity what can be taken at once; {@code refill} of it comes back in each period */
    public RateLimiter(int capacity, int refill, Duration period) {
        this.capacity = capacity;
        Bandwidth limit = Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(refill, period)
                .build();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterAccess(period.multipliedBy(10).plusMinutes(1))
                .build(who -> Bucket.builder().addLimit(limit).build());
    }

    /** The result of taking one. */
    public record Taken(boolean granted, int limit, long remaining, Duration pause, Duration full) {}

    public Taken take(String who) {
        ConsumptionProbe probe = buckets.get(who).tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(),
                capacity,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill()),
                Duration.ofNanos(probe.getNanosToWaitForReset()));
    }
}
